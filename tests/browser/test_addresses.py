"""An address that names nothing gets a clear sentence, which is alike for unknown and for malformed ids."""

import re
from urllib.parse import quote
from uuid import uuid4

from playwright.sync_api import expect

from pages.menu import PAGES
from tests.browser.lead_in_browser import Lead

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
NO_QUESTION = "There is no such question in this assessment. Choose one from the task list."
NO_THEME = "There is no such theme in this assessment. Choose one from the task list."
OF_ASSESSMENT = [entry.name for entry in PAGES if entry.of_assessment]
UNKNOWN = [
    "",
    "?assessment=../../x",
    f"?assessment={uuid4()}",
    f"?assessment={'9' * 10_000}",
    f"?assessment={uuid4()}&assessment=x",
    f"?assessment={quote('<img src=x onerror=alert(1)>')}%00&question=P1&theme=purpose",
]


def test_unknown_and_malformed_assessments_get_the_same_words(lead: Lead) -> None:
    page, app = lead.page, lead.app
    for name in OF_ASSESSMENT:
        for query in UNKNOWN:
            page.goto(f"{app.url}/{name}{query}")
            expect(page.get_by_role("alert"), name + query[:40]).to_have_text(
                f"There is a problem{ASSESSMENT_NOT_FOUND}"
            )


def test_a_question_that_is_not_asked_gets_a_sentence(lead: Lead) -> None:
    assessment = lead.has_started()
    for question in ("ZZ", "p1", "P1%20", "%00", "9" * 10_000):
        lead.page.goto(f"{lead.app.url}/respond?assessment={assessment}&question={question}")
        expect(lead.page.get_by_role("alert"), question[:40]).to_have_text(f"There is a problem{NO_QUESTION}")


def test_a_theme_that_is_not_asked_gets_a_sentence(lead: Lead) -> None:
    assessment = lead.has_started()
    for theme in ("zz", "overall", "%00", "9" * 10_000):
        lead.page.goto(f"{lead.app.url}/read?assessment={assessment}&theme={theme}")
        expect(lead.page.get_by_role("alert"), theme[:40]).to_have_text(f"There is a problem{NO_THEME}")


def test_an_address_without_a_question_leads_to_the_task_list(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")
    for query in ("question=", "theme=zz"):
        lead.page.goto(f"{lead.app.url}/respond?assessment={assessment}&{query}")
        expect(lead.page.get_by_role("link", name="Example boats"), query).to_be_visible()


def test_an_assessment_is_found_however_its_id_is_written(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")

    lead.page.goto(f"{lead.app.url}/respond?assessment={assessment.hex.upper()}")

    expect(lead.page.get_by_role("link", name="Example boats")).to_be_visible()
    expect(lead.page).to_have_url(f"{lead.app.url}/respond?assessment={assessment}")


FILTERS = [
    "sort=zz&rows=zz&force=zz&bank=zz",
    f"drawn=zz&text={'9' * 10_000}",
    "text=%00&sort=%00&rows=%00",
    "rows=force&sort=purpose&sort=overall&force=Kent+Police&force=Kent+Police",
]


def test_a_comparison_with_unknown_filters_is_still_a_page(lead: Lead) -> None:
    lead.has_submitted()

    for query in FILTERS:
        lead.page.goto(f"{lead.app.url}/compare?{query}")
        expect(lead.page.get_by_role("heading", name="side by side", level=1)).to_be_visible()
        expect(lead.page.get_by_role("textbox", name="Name or round contains")).to_be_visible()
        expect(lead.page.get_by_text("It is not an HMICFRS judgment")).to_be_visible()
        expect(lead.page.get_by_role("alert")).to_have_count(0)


def test_more_assessments_than_one_radar_holds_are_no_error(lead: Lead) -> None:
    drawn = "&".join(f"drawn={lead.has_submitted(f'Example boats {number}')}" for number in range(3))

    lead.page.goto(f"{lead.app.url}/compare?{drawn}")

    expect(lead.page.get_by_text("It is not an HMICFRS judgment")).to_be_visible()


def test_two_assessments_of_one_name_are_both_offered_and_drawn_and_the_address_holds_their_ids(lead: Lead) -> None:
    ids = [lead.has_submitted("Example harbour patrol") for _ in range(2)]
    labels = [re.compile(rf"Example harbour patrol, 2026 \(Kent Police, started .*, {str(id)[-8:]}\)") for id in ids]
    page = lead.page
    page.goto(f"{lead.app.url}/compare?drawn={ids[0]}")
    chosen = page.get_by_test_id("stMultiSelect").filter(has_text="to compare")
    expect(chosen.get_by_text(labels[0])).to_be_visible()

    field = chosen.get_by_role("combobox")
    field.fill(str(ids[1])[-8:])
    field.press("Enter")

    expect(page).to_have_url(f"{lead.app.url}/compare?drawn={ids[0]}&drawn={ids[1]}")
    page.reload()
    for label in labels:
        expect(chosen.get_by_text(label)).to_be_visible()
    page.go_back()
    expect(chosen.get_by_text(labels[1])).to_have_count(0)
    expect(chosen.get_by_text(labels[0])).to_be_visible()
