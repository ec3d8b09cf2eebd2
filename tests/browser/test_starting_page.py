"""An assessment is started in the browser, once."""

from playwright.sync_api import expect

from tests.browser.lead_in_browser import Lead, somebody_saving


def test_start_clicked_twice_begins_one_assessment(lead: Lead) -> None:
    lead.fills_in_the_start(name="Example mounted unit")

    start = lead.page.get_by_role("button", name="Start the assessment")
    with somebody_saving(lead.app):
        start.click()
        start.click()

    expect(lead.page.get_by_role("heading", name="Example mounted unit", level=1)).to_be_visible()
    lead.page.goto(lead.app.url)
    expect(lead.page.get_by_role("heading", name="Example mounted unit")).to_have_count(1)
