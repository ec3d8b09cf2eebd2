"""The report as a web page: it says the same as the PDF in the same order, loads nothing, and runs no scripts."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assessment.charts import palette
from assessment.report.chapters import report_document
from assessment.report.drawings import chart_of
from assessment.report.html_report import build_page, build_report_page
from assessment.report.parts import Column, FigurePart, TablePart
from assessment.report.printable_text import readable
from assessment.report.report_content import report_content
from assessment.report.svg import svg
from assessment.rounds.response import NotApplicable
from tests.bank_builders import GOOD, a_response, some_evidence
from tests.report.pdf_gate import expected_texts
from tests.report.report_builders import a_mixed_subject, a_subject
from tests.report.sample_reports import SAMPLES
from tests.report.test_hostile_report_text import MARKUP

VOID = {"meta", "br", "col"}
TO_BREAK_OUT = ('"><script>alert(1)</script>', "' onmouseover='alert(1)", "--><svg onload=x>")


class Reader(HTMLParser):
    """A page read as a browser reads it: every tag with its attributes, and the words of its body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        elif tag == "br":
            self.texts.append(" ")
        if tag == "svg":
            self.texts.append(dict(attrs)["aria-label"] or "")
        if tag in {"p", "li", "th", "td", "h1", "h2", "h3", "span"}:
            self.texts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open and "svg" not in self.open:
            self.texts.append(data)

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_says_what_the_pdf_says_in_the_same_order(name: str) -> None:
    subject = SAMPLES[name]()
    expected = "".join(
        squeezed(readable(words))
        for role, words in expected_texts(report_document(report_content(subject)), as_typed=True)
        if role != "Lbl"
    )

    assert squeezed("".join(Reader(build_report_page(subject)).texts)) == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_loads_nothing_and_runs_no_scripts(name: str) -> None:
    reader = Reader(build_report_page(SAMPLES[name]()))

    assert reader.open == []
    assert reader.named("script", "link", "img", "iframe", "object", "embed", "base", "form", "use", "image") == []
    for _, attributes in reader.tags:
        assert not any(name.startswith("on") or name in {"src", "srcset", "action"} for name in attributes)
        assert re.fullmatch(r"width: \d+\.\d%", attributes.get("style") or "width: 0.0%")  # of a column
    assert all((link["href"] or "").startswith("#") for link in reader.named("a"))
    (policy,) = [meta for meta in reader.named("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert (policy["content"] or "").startswith("default-src 'none'")


@pytest.mark.parametrize("typed", [*MARKUP, *TO_BREAK_OUT])
def test_what_looks_like_markup_is_shown_and_never_obeyed(typed: str) -> None:
    page = build_report_page(
        a_subject(
            a_response("P1", GOOD, rationale=typed, evidence=[some_evidence(typed)]),
            a_response("S1", NotApplicable(reason=typed)),
            collaboration=typed,
            partners=(typed,),
            lead_force=typed,
            round_title=typed,
        )
    )
    reader = Reader(page)

    assert squeezed("".join(reader.texts)).count(squeezed(typed)) >= 7
    assert reader.named("script", "img", "para", "font") == []
    assert not any(name.startswith("on") for _, attributes in reader.tags for name in attributes)


@pytest.mark.parametrize("summary", TO_BREAK_OUT)
def test_the_summary_of_a_table_stays_within_its_label_whatever_it_says(summary: str) -> None:
    table = TablePart(summary=summary, columns=(Column(title="Theme", width=100),), rows=(("Purpose",),))
    document = replace(report_document(report_content(a_subject())), parts=(table,))

    (frame,) = Reader(build_page(document)).named("div")

    assert frame == {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": summary}


def test_every_link_of_the_contents_leads_to_a_heading() -> None:
    reader = Reader(build_report_page(a_mixed_subject()))
    ids = [attributes["id"] for attributes in reader.named("h1", "h2", "h3")]

    assert len(set(ids)) == len(ids)
    assert {link["href"] for link in reader.named("a")} - {f"#{id}" for id in ids} == {"#report"}


def test_every_table_says_what_heads_its_columns_and_rows() -> None:
    scopes = [cell.get("scope") for cell in Reader(build_report_page(a_mixed_subject())).named("th")]

    assert set(scopes) == {"col", "row"}


def test_on_a_phone_every_row_of_a_table_is_a_card_whose_cells_say_what_heads_them() -> None:
    page = Reader(build_report_page(a_mixed_subject()))
    headings = [
        part.columns for part in report_document(report_content(a_mixed_subject())).parts if isinstance(part, TablePart)
    ]

    assert {cell["data-heading"] for cell in page.named("td")} == {
        column.title for columns in headings for column in columns[1:]
    }
    roles = {"table": "table", "tr": "row", "td": "cell", "thead": "rowgroup", "tbody": "rowgroup"}
    assert {(name, each.get("role")) for name in roles for each in page.named(name)} == set(roles.items())
    assert {each.get("role") for each in page.named("th")} == {"columnheader", "rowheader"}


def test_a_draft_says_so_and_a_submitted_report_does_not() -> None:
    assert '<p class="marking">DRAFT</p>' in build_report_page(a_subject(is_draft=True))
    assert "DRAFT" not in build_report_page(a_subject())


def test_what_is_written_in_welsh_is_marked_as_welsh() -> None:
    page = build_report_page(SAMPLES["welsh"]())

    assert ' lang="cy"><b>Rationale</b> <span>Mae’r ddau heddlu wedi cytuno' in page
    assert 'lang="cy"' not in build_report_page(SAMPLES["typical"]())


def test_every_grade_has_its_own_colours() -> None:
    page = build_report_page(a_mixed_subject())

    for place in range(1, 6):
        colours = palette.colours(place, levels=5)
        assert f".grade-{place} {{ {colours.css} }}" in page


def test_the_charts_are_those_of_the_pdf() -> None:
    (dot_plot, _) = [
        part for part in report_document(report_content(a_mixed_subject())).parts if isinstance(part, FigurePart)
    ]

    drawn = svg(chart_of(dot_plot), alternative="Words\nfor <those> who cannot see")

    assert 'aria-label="Words for &lt;those&gt; who cannot see"' in drawn
    # Purpose 3.00 and skills 4.00 as words, and a mark for each beside the one in the key.
    assert re.findall(r">(\d\.\d\d)</text>", drawn) == ["3.00", "4.00"]
    assert drawn.count("<circle") == 3
