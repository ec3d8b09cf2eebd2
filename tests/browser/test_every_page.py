"""Every page of the menu works on a wide, light screen and on a narrow, dark one, with an assessment half answered."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Literal

import pytest
import uuid6
from playwright.sync_api import Page, ViewportSize, expect

from assessment.actions.inviting import invite_person
from assessment.actions.new_access import NewAccess
from assessment.actions.new_person import NewPerson
from assessment.actions.submitting import submit_assessment
from assessment.codes import Role
from assessment.ids import AssessmentId, EvidenceId
from assessment.rounds.response import Evidence, NotApplicable, Response
from pages.menu import HOME, PAGES, PageEntry
from tests.bank_builders import reaching
from tests.browser.lead_in_browser import Lead, is_drawn
from tests.browser.page_checks import (
    Watch,
    barriers,
    needless_stops,
    shows_colours,
    sideways,
    stuck,
    without_visible_focus,
)
from tests.browser.reference_pictures import ALLOWED, difference
from tests.browser.running_app import RunningApp
from tests.signed_in_people import grant, somebody

LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (390, "dark"))

ENLARGED: ViewportSize = {"width": 320, "height": 256}
"""A window of 1280 by 1024 pixels at 400 %."""


@pytest.fixture(scope="module")
def app(fresh_app: RunningApp) -> RunningApp:
    """What others have begun would stand on the pictures."""
    return fresh_app


def test_every_page_fits_a_wide_and_a_narrow_window_reports_no_violation_and_looks_as_it_did(lead: Lead) -> None:
    page, watch = lead.page, Watch(lead.page, lead.app)
    for role in (Role.ADMINISTRATOR, Role.INSPECTOR):
        grant(lead.store, lead.person.id, role)
    assessment = half_answered(lead, "Example dog unit")
    submitted = half_answered(lead, "Example air support", every=1)
    submit_assessment(lead.store, lead.actor, lead.library, submitted, at=datetime.now(UTC))

    colleague = somebody(lead.store, "Ann Colleague With A Long Name " * 5)
    pages = [address for entry in PAGES for address in addresses(entry, assessment, submitted)]
    pictured = {address: name for name, address in pictures(assessment, submitted)}
    differences = {}
    for address in dict.fromkeys([*pages, f"people?person={colleague.id}", "people?show=invited", *pictured]):
        page.goto(f"{lead.app.url}/{address}")
        expect(page.get_by_text("It is not an HMICFRS judgment")).to_be_visible()
        is_drawn(page)
        if "question=" in address:
            expect(page.locator(".doing")).to_be_visible()
        if address.startswith("results") or "drawn=" in address:
            expect(page.locator(".main-svg").first).to_be_visible()
        expect(page.get_by_role("alert"), address).to_have_count(0)
        if address in pictured:
            differences[pictured[address]] = difference(page, pictured[address])
            page.set_viewport_size(ENLARGED)
            assert stuck(page) <= ENLARGED["height"] / 3, address
        assert without_visible_focus(page) == [], address
        fits_without_barriers(page, address)

    assert watch.violations == []
    assert len(differences) == 10
    assert {name: share for name, share in differences.items() if share > ALLOWED} == {}


def test_the_pages_before_sign_in_fit_their_window_and_keep_nobody_out(lead: Lead) -> None:
    administrator = somebody(lead.store, "Ada", roles=[Role.ADMINISTRATOR])
    invited = invite_person(
        lead.store,
        administrator.actor,
        NewPerson(name="Ben Roe", email="ben@kent.example"),
        NewAccess(role=Role.INSPECTOR),
    )
    page = lead.page
    page.context.clear_cookies()

    for address in ("account/sign-in", f"account/invitation/{invited.secret}", "account/invitation/nobodys"):
        page.goto(f"{lead.app.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        fits_without_barriers(page, address)
    page.goto(f"{lead.app.url}/account/sign-in")
    page.get_by_label("E-mail address").fill("nobody@kent.example")
    page.get_by_label("Password").fill("walnut ferry crimson")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    fits_without_barriers(page, "account/sign-in with an error")


def fits_without_barriers(page: Page, address: str) -> None:
    """Expect the page to fit each width, and to keep nobody out at any, light or dark. Leave it light."""
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        shows_colours(page, scheme)
        assert sideways(page) <= 0, (address, width)
        assert barriers(page) == [], (address, width, scheme)
        assert needless_stops(page) == [], (address, width)
    page.emulate_media(color_scheme="light")


def addresses(entry: PageEntry, assessment: AssessmentId, submitted: AssessmentId) -> Iterator[str]:
    """Yield the address of the page, and the addresses of its other states where it has some."""
    name = "" if entry is HOME else entry.name
    yield f"{name}?assessment={assessment}" if entry.of_assessment else name
    if entry.name == "respond":
        yield from (f"respond?assessment={assessment}&question={code}" for code in ("P1", "B6", "S13"))
    if entry.name == "check_answers":
        yield from (f"check_answers?assessment={assessment}&{shown}" for shown in ("show=all", "step=submit"))
        yield f"check_answers?assessment={submitted}"
    if entry.name == "collaboration":
        yield f"collaboration?assessment={assessment}&draft={assessment}&step=delete"
        yield from (f"collaboration?assessment={submitted}&edit={part}" for part in ("agreement", "partners"))
    if entry is HOME:
        yield "?show=archived"
    if entry.name == "compare":
        yield f"compare?sort=purpose&drawn={submitted}"


def pictures(assessment: AssessmentId, submitted: AssessmentId) -> Iterator[tuple[str, str]]:
    """Yield ten key screens: the name of the picture, and the address."""
    yield "home", ""
    yield "collaboration", f"collaboration?assessment={submitted}"
    yield "tasks", f"respond?assessment={assessment}"
    yield "question", f"respond?assessment={assessment}&question=P1"
    yield "check", f"check_answers?assessment={assessment}"
    yield "results", f"results?assessment={submitted}"
    yield "actions", f"improvement_actions?assessment={submitted}"
    yield "report", f"report?assessment={submitted}"
    yield "compare", "compare"
    yield "people", "people"


def half_answered(lead: Lead, name: str, *, every: int = 3) -> AssessmentId:
    """Start an assessment with every kind of reply; all but each third question, or each of `every`, is unanswered."""
    assessment = lead.has_started(name)
    for place, question in enumerate(list(lead.bank.questions())[::every]):
        level = lead.bank.level_at(1 + place % 5)
        paper = Evidence(
            id=EvidenceId(uuid6.uuid7()), title="Board paper 12", reference="BP/12", dated=date(2026, 5, 1)
        )
        lead.has_answered(
            assessment,
            Response(
                question=question.code,
                reply=NotApplicable(reason="No such work here.")
                if question.not_applicable_when
                else reaching(question, level),
                finding=None if question.finding is None else False,
                rationale="Seen in the papers of May. " * 10,
                evidence=(paper,) if place % 2 else (),
            ),
        )
    return assessment
