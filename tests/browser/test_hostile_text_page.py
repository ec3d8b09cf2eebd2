"""Typed text is shown as typed on every page and in every file; it makes no element and no request."""

import csv
import io
import json
import re
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pypdf
import pytest
from playwright.sync_api import FilePayload, Page, expect

from assessment.actions.keeping_register import save_register_entry
from assessment.ids import AssessmentId
from assessment.register import FIELDS, Fact, FieldForm
from assessment.report.printable_text import printable
from assessment.rounds.response import NotApplicable
from tests.browser.lead_in_browser import Lead, saved_file, until
from tests.browser.page_checks import Watch, field_texts, shown_texts, sideways

MARKUP = (
    'zq <b>bold</b> <img src="/etc/hostname"> ![](http://evil.example/x.png) [x](javascript:alert(1)) '
    "<script>alert(1)</script> https://evil.example www.evil.example me@evil.example javascript:alert(1)"
)
SIGNS = (
    "=zq :red[x] :material/skull: :smile: $x$ $$y$$ `code` *a* **b** _c_ ~~d~~ # e > f | g &amp; &lt;i&gt; "
    "A -> B <- C -- D >= E \\ %s {0} \"q\" 'q' 1. 👮 Ŵŵ Ŷŷ " + "Ŵ" * 48
)
"""It ends with a word that is wider than a phone."""
HOSTILE = pytest.mark.parametrize("text", [MARKUP, SIGNS], ids=["markup", "signs"])
MADE = ", ".join(
    (
        *(f'[href^="{start}"]' for start in ("https://evil", "http://www.evil", "javascript:", "mailto:")),
        *(f'[src*="{part}"]' for part in ("evil", "hostname")),
        *(f'[data-testid="stIconMaterial"]:text-is("{name}")' for name in ("skull", "material_skull")),
        ".katex",
        "main code",
    )
)
"""The elements that Markdown or HTML would make of these texts."""

REASON_OF = "B6"
"""A question that may be marked not applicable."""


@HOSTILE
def test_text_in_every_field_is_shown_as_typed_on_every_page_and_in_every_file(
    lead: Lead, tmp_path: Path, text: str
) -> None:
    page, watch = lead.page, Watch(lead.page, lead.app)
    assessment = starts_with(lead, text)
    registers_with(lead, assessment, text)
    answers_with(lead, assessment, text)
    id = str(assessment)
    times = {
        "": 4,
        f"respond?assessment={id}": 2,
        f"read?assessment={id}&theme=purpose": 7,
        f"read?assessment={id}&theme=costs_and_benefits": 3,
        f"check_answers?assessment={id}&show=all": 7,
        f"evidence?assessment={id}": 5,
        f"check_answers?assessment={id}&step=submit": 4,
        f"collaboration?assessment={id}&draft={id}&step=delete": 2,
        f"collaboration?assessment={id}": 23,
        f"collaboration?assessment={id}&edit=about": 1,
        # Others that the same app holds may fill the first page.
        f"register?{urlencode({'find': text})}": 2,
        f"start?follows={id}": 3,
        f"results?assessment={id}": 2,
        f"report?assessment={id}": 2,
    }

    page.set_viewport_size({"width": 390, "height": 900})
    for address, number in times.items():
        page.goto(f"{lead.app.url}/{address}")
        shows_as_typed(page, text, times=number)
        assert sideways(page) <= 0, address
    page.set_viewport_size({"width": 1280, "height": 1000})
    lead.opens(assessment, "P1")
    until(lambda: field_texts(page, text[:5]) == [text, text, text, text], page)
    expect(page.locator(".talk .as-typed")).to_have_text(text)
    expect(page.locator(MADE)).to_have_count(0)

    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    lead.submits()
    page.goto(f"{lead.app.url}/compare?{urlencode({'drawn': id, 'text': text})}")
    expect(page.get_by_role("figure")).to_have_count(2)
    shows_as_typed(page, text, times=7)
    assert watch.violations == []

    in_pdf(saved_file(tmp_path, open_page(page, f"{lead.app.url}/report?assessment={id}"), "Open the preview"), text)
    in_exchange_file(fetched(lead, f"{lead.app.url}/files/{id}/assessment.json"), text)
    in_csv(fetched(lead, f"{lead.app.url}/files/comparison.csv?{urlencode({'text': text})}"), text)


def test_both_texts_of_an_edit_conflict_are_shown_as_typed(lead: Lead) -> None:
    watch = Watch(lead.page, lead.app)
    assessment = lead.has_started()
    other = lead.another_tab()
    lead.opens(assessment, "P1")
    other.opens(assessment, "P1")

    lead.rationale.fill(MARKUP)
    lead.rationale.blur()
    lead.sees_saved()
    other.rationale.fill(SIGNS)
    other.rationale.blur()
    conflict = other.page.get_by_role("region", name="while you were answering")
    expect(conflict).to_be_visible()

    # What differs is marked in elements of its own.
    shown = [lines.replace("\n", " ") for lines in conflict.locator(".as-typed").all_inner_texts()]
    assert shown == [MARKUP, SIGNS]
    expect(other.page.locator(MADE)).to_have_count(0)
    assert [each for each in watch.violations if "409" not in each] == []  # the browser's own line about the conflict


def test_characters_that_turn_or_hide_text_are_taken_out_and_nothing_else(lead: Lead) -> None:
    assessment = lead.has_started("Dog\u202e unit\u2066 \u200bNorth")
    lead.page.goto(f"{lead.app.url}/respond?assessment={assessment}")
    shows_as_typed(lead.page, "Dog unit North", times=1)
    lead.opens(assessment, "P1")
    lead.rationale.fill("One\u202etwo\x07\x1bthree\u2069\tfour\nfünf")
    lead.rationale.blur()

    until(lambda: lead.response(assessment, "P1").rationale == "Onetwothree\tfour\nfünf", lead.page)


def test_a_nul_character_is_refused_in_words_and_the_text_stays_to_be_mended(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_ticked("P1.1")

    lead.rationale.fill("Before\x00after")
    lead.rationale.blur()

    says = "The rationale of P1 holds a NUL character, which cannot be kept."
    expect(lead.page.locator('[id="qf-rationale-wrong"]')).to_contain_text(says)
    expect(lead.rationale).to_have_value("Before\x00after")
    lead.rationale.fill("Before and after")
    lead.rationale.blur()
    until(lambda: lead.response(assessment, "P1").rationale == "Before and after", lead.page)


def test_an_error_quotes_a_file_as_it_is_written(lead: Lead) -> None:
    watch = Watch(lead.page, lead.app)
    key = "zq <img src=x> -> www.evil.example [x](y) :red[z]"
    file = FilePayload(name="<b>zq.json", mimeType="application/json", buffer=json.dumps({key: 1}).encode())
    lead.page.goto(f"{lead.app.url}/start")
    lead.page.get_by_text("Or start from a file exported from this service").click()

    lead.page.locator("input[type=file]").set_input_files(file)
    lead.page.get_by_role("button", name="Start from this file").click()

    expect(lead.page.get_by_role("alert")).to_contain_text("File not imported")
    shows_as_typed(lead.page, f"{key}: is not a key of this format. Check its spelling, or remove it.", times=1)
    assert watch.violations == []


def starts_with(lead: Lead, text: str) -> AssessmentId:
    """Start an assessment by hand with the text as its name and its round."""
    page = lead.page
    lead.fills_in_the_start(name=text, round_title=text)
    page.get_by_role("button", name="Start the assessment").click()
    expect(page.get_by_text("0 of 53 answered")).to_be_visible()
    with lead.store.read() as unit:
        return next(each.id for each in unit.assessments.all() if each.collaboration.name == text)


def registers_with(lead: Lead, assessment: AssessmentId, text: str) -> None:
    """Fill the register with the text in every field that takes any."""
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
        assert found is not None
        entry = unit.register.find(found.collaboration.id)
    assert entry is not None
    fields: dict[str, Any] = {
        each.value: text for each, rule in FIELDS.items() if rule.form in (FieldForm.LINE, FieldForm.TEXT)
    }
    members = tuple(replace(each, contact=text) for each in entry.memberships)
    facts = (Fact(what=text, source=text, holds_for="2026"),)
    save_register_entry(lead.store, lead.actor, replace(entry, **fields, memberships=members, facts=facts))


def answers_with(lead: Lead, assessment: AssessmentId, text: str) -> None:
    """Answer two questions by hand with the text in every field, and comment on one."""
    page = lead.page
    lead.opens(assessment, "P1")
    lead.ticks("P1.1")
    lead.rationale.fill(text)
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_role("textbox", name="Title", exact=True).fill(text)
    page.get_by_role("textbox", name="Reference or where to find it").fill(text)
    page.get_by_text("More about it").click()
    page.get_by_role("textbox", name="Who keeps it").fill(text)
    page.get_by_role("textbox", name="Who keeps it").blur()

    def evidence() -> list[tuple[str, str, str]]:
        return [(each.title, each.reference, each.owner) for each in lead.response(assessment, "P1").evidence]

    until(lambda: evidence() == [(text, text, text)], page)
    assert lead.response(assessment, "P1").rationale == text
    page.get_by_text("Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(text)
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator(".comments").get_by_role("status")).to_have_text("Added.")

    lead.opens(assessment, REASON_OF)
    lead.does_not_apply.check()
    lead.reason.fill(text)
    lead.reason.blur()
    until(lambda: lead.response(assessment, REASON_OF).reply == NotApplicable(reason=text), page)


def shows_as_typed(page: Page, text: str, *, times: int, shortened: str = "") -> None:
    """Expect the whole text so many times on the page, no part of it alone but `shortened`, and no element of it."""
    mark = text[:5]
    until(lambda: sum(shown.count(text) for shown in shown_texts(page, mark)) == times, page)
    expect(page.locator(MADE)).to_have_count(0)
    # The key of a chart has room for the beginning.
    cut = f"{text[:39].rstrip()}…"
    assert [shown for shown in shown_texts(page, mark) if text not in shown and shown not in {cut, shortened}] == []


def sideways_on_a_phone(page: Page) -> int:
    """Return by how many pixels the page is wider than a phone."""
    wide = page.viewport_size
    assert wide is not None
    page.set_viewport_size({"width": 390, "height": 900})
    too_wide = sideways(page)
    page.set_viewport_size(wide)
    return too_wide


def open_page(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def in_pdf(path: Path, text: str) -> None:
    """Expect the report to print the text in full, and to hold no picture, link or action."""
    report = pypdf.PdfReader(path)
    printed = "".join(re.sub(r"\s", "", page.extract_text()) for page in report.pages)
    # Name and round on the cover; rationale, title, reference and owner, and a reason beneath their questions.
    assert printed.count(re.sub(r"\s", "", printable(text))) >= 7
    assert [image for page in report.pages for image in page.images] == []
    assert not {b"/URI", b"/JavaScript", b"/Launch"} & set(re.findall(rb"/\w+", path.read_bytes()))


def in_exchange_file(content: bytes, text: str) -> None:
    """Expect the exported file to hold the text to the character."""
    exported = json.loads(content)
    assert (exported["collaboration"]["name"], exported["round"]["title"]) == (text, text)
    assert exported["responses"] == [
        {
            "question": "P1",
            "met": ["P1.1"],
            "rationale": text,
            "evidence": [{"title": text, "reference": text, "owner": text}],
        },
        {"question": REASON_OF, "not_applicable": text},
    ]


def in_csv(content: bytes, text: str) -> None:
    """Expect the names in the CSV to be the text, which no spreadsheet takes for a formula."""
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    shown = f"'{text}" if text.startswith("=") else text
    cells = dict(zip(header, row, strict=True))
    assert (cells["Collaboration"], cells["Round"]) == (shown, shown)


def fetched(lead: Lead, address: str) -> bytes:
    asked = urllib.request.Request(address, headers={"Cookie": f"{lead.app.session_cookie}={lead.actor.token}"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return bytes(answer.read())
