"""A lead looks at the report, issues it, records what the board decided, and sees who has looked."""

import hashlib
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.actions.planning_improvement import save_improvement_action
from assessment.codes import ExportForm, Role
from assessment.dates import now
from assessment.exports.assessment_exports import export_answers
from assessment.exports.issuing import issue_report
from assessment.ids import ActionId, AssessmentId
from tests.actions.access_world import SIGN
from tests.browser.lead_in_browser import Lead, is_drawn, sees_title, unfolds
from tests.browser.page_checks import barriers, sideways
from tests.browser.test_form_people import signs_in_here
from tests.signed_in_people import somebody

BOARD = "the <b>joint</b> board"


def opens_the_report(lead: Lead, assessment: AssessmentId) -> Page:
    lead.page.goto(f"{lead.app.url}/report?assessment={assessment}")
    expect(lead.page.get_by_role("heading", name="Look at it")).to_be_visible()
    is_drawn(lead.page)
    return lead.page


def has_issued(lead: Lead, assessment: AssessmentId) -> None:
    issue_report(lead.store, lead.actor, lead.library, assessment, issued_for=BOARD, at=now())


def issued(page: Page) -> Locator:
    return page.get_by_role("region", name="Newest first. Times are UK time.", exact=True)


def looks(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("^Newest first. Times are UK time. What one person"))


def test_a_report_is_issued_once_it_has_changed_and_each_version_can_be_opened(lead: Lead) -> None:
    assessment = lead.has_submitted("Example dog unit")
    page = opens_the_report(lead, assessment)
    sees_title(page, "The report has not been issued yet")

    page.get_by_role("button", name="Issue version 1").click()
    expect(page.get_by_role("alert")).to_contain_text("Say whom this version is for, then try again.")
    page.get_by_role("textbox", name="Who is it for?").fill(BOARD)
    page.get_by_role("button", name="Issue version 1").click()

    expect(page.locator("h2:has-text('Issue it') + [role=status]")).to_have_text(re.compile("^Version 1 is issued."))
    sees_title(page, "Version 1 of the report is up to date")
    expect(page.get_by_role("button", name=re.compile("Issue version"))).to_have_count(0)
    row = issued(page).get_by_role("row").nth(1)
    expect(row).to_contain_text(f"by Sam Reed{BOARD}OFFICIALNot recorded yet")
    link = row.get_by_role("link", name="Open of version 1")
    expect(link).to_have_attribute("target", "_blank")
    file = page.request.get(f"{lead.app.url}{link.get_attribute('href')}").body()
    unfolds(page, "How to check a file")
    expect(page.get_by_text(hashlib.sha256(file).hexdigest(), exact=True)).to_be_visible()

    save_improvement_action(
        lead.store, lead.actor, lead.library, assessment, SIGN, id=ActionId(assessment), expected_version=0, at=now()
    )
    opens_the_report(lead, assessment)
    sees_title(page, "The report has changed since version 1")
    expect(page.get_by_text("Since then, 1 action was saved.")).to_be_visible()
    page.get_by_role("textbox", name="Who is it for?").fill(BOARD)
    page.get_by_role("button", name="Issue version 2").click()
    expect(page.get_by_role("status").filter(has_text="Version 2 is issued.")).to_be_visible()
    # A decision is recorded on the newest version, unless another is chosen.
    unfolds(page, "Record a decision")
    expect(page.get_by_role("combobox", name="Version")).to_have_value(re.compile("^Version 2 of "))


def test_the_boards_decision_is_recorded_beside_its_version(lead: Lead) -> None:
    assessment = lead.has_submitted("Example dog unit")
    has_issued(lead, assessment)
    page = opens_the_report(lead, assessment)
    record = page.get_by_role("button", name="Record the decision")

    unfolds(page, "Record a decision")
    record.click()
    expect(page.get_by_role("alert")).to_contain_text("Choose whether the board accepted the report.")
    page.get_by_text("Accepted with changes", exact=True).click()
    page.get_by_role("textbox", name="Who decided?").fill("Joint <b>board</b>")
    record.click()
    expect(page.get_by_role("alert")).to_contain_text("Say what the board wants changed.")
    page.get_by_role("textbox", name="What is to change?").fill("Name an owner for B3.")
    day = page.get_by_role("textbox", name="On which day?")
    today = day.input_value()
    day.fill("31 June")
    record.click()
    unclear = "Give the day of the decision as a day, a month and a year, such as 3 April 2027."
    expect(page.get_by_role("alert").get_by_role("link", name=unclear)).to_be_visible()
    expect(day).to_have_value("31 June")
    day.fill(today)
    record.click()

    expect(page.get_by_role("status").filter(has_text="The decision on version 1 is recorded.")).to_be_visible()
    row = issued(page).get_by_role("row").nth(1)
    expect(row).to_contain_text("Accepted with changes by Joint <b>board</b> on ")
    expect(row).to_contain_text("Name an owner for B3.")
    sees_title(page, "The report has changed since version 1")


def test_who_has_looked_is_a_part_of_the_report_and_says_first_what_it_covers(lead: Lead) -> None:
    assessment = lead.has_started("Example dog unit")
    page = opens_the_report(lead, assessment)
    expect(page.get_by_text("Reading a page on the screen is not recorded.")).to_be_visible()
    expect(page.get_by_text("Nobody has looked yet.")).to_be_visible()

    for _ in range(2):
        page.request.get(f"{lead.app.url}/files/{assessment}/preview/report.html")
    page.request.get(f"{lead.app.url}/files/{assessment}/assessment.json")
    opens_the_report(lead, assessment)

    times = r"\d\d:\d\d(?: to \d\d:\d\d)?"
    expect(looks(page).get_by_role("row")).to_have_text(
        [
            "TimeWhoWhat",
            re.compile(r"^Today, \w+day \d{1,2} \w+ \d{4}$"),
            re.compile(f"^{times}Sam ReedAnswers exported as JSON$"),
            re.compile(f"^{times}Sam ReedPreview of the report as web page, 2 times$"),
        ]
    )


def test_a_board_member_looks_and_takes_what_was_issued_and_sees_no_names(lead: Lead) -> None:
    assessment = lead.has_submitted("Example dog unit")
    has_issued(lead, assessment)
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    member = somebody(lead.store, "Olu Ade", force=None, roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    signs_in_here(lead, member)

    page = opens_the_report(lead, assessment)

    expect(issued(page).get_by_role("link", name="Open of version 1")).to_be_visible()
    expect(page.get_by_text("Sam Reed")).to_have_count(0)
    expect(page.get_by_role("heading", name="How it stands")).to_be_visible()
    for heading in ("Who has looked", "What the board decided"):
        expect(page.get_by_role("heading", name=heading)).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Issue version"))).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_page_fits_a_phone_and_axe_finds_no_barrier(lead: Lead, width: int) -> None:
    assessment = lead.has_submitted("Example dog unit")
    has_issued(lead, assessment)
    lead.page.request.get(f"{lead.app.url}/files/{assessment}/version/1/report.html")
    lead.page.set_viewport_size({"width": width, "height": 900})

    page = opens_the_report(lead, assessment)
    unfolds(page, "How to check a file")

    assert sideways(page) <= 0
    assert issued(page).evaluate("each => each.scrollWidth - each.clientWidth") == 0
    assert barriers(page) == []


def test_more_than_fifty_lines_of_who_has_looked_are_a_click_away_and_axe_finds_no_barrier(lead: Lead) -> None:
    assessment = lead.has_started("Example dog unit")
    for number in range(56):
        form = ExportForm.CSV if number % 2 else ExportForm.JSON
        export_answers(lead.store, lead.actor, lead.library, assessment, form=form, at=now())
    page = opens_the_report(lead, assessment)
    expect(looks(page).get_by_role("row")).to_have_count(52)

    page.get_by_text("Earlier: 6 lines").click()

    earlier = page.get_by_role("region", name="Earlier, newest first.")
    expect(earlier.get_by_role("row")).to_have_count(8)
    assert barriers(page) == []
