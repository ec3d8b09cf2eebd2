"""An address leads to what it names, however it is written, and a strange one is still a page."""

import re

from playwright.sync_api import expect

from tests.browser.lead_in_browser import Lead


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
