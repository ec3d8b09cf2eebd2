"""The classification is raised with a click on the Report page, and lowered with a reason."""

from playwright.sync_api import expect

from tests.browser.lead_in_browser import Lead, is_drawn, unfolds


def test_a_lead_raises_the_classification_and_lowers_it_with_a_reason(lead: Lead) -> None:
    assessment = lead.has_started("Example marked unit")
    page, marking = lead.page, lead.page.locator("p.marking")
    page.goto(f"{lead.app.url}/report?assessment={assessment}")
    expect(marking).to_have_text("OFFICIAL")
    is_drawn(page)

    page.get_by_role("button", name="Raise the classification to OFFICIAL-SENSITIVE").click()
    expect(marking).to_have_text("OFFICIAL-SENSITIVE")
    is_drawn(page)  # the marking stands there before the rest of the page
    unfolds(page, "Lower the classification to OFFICIAL")
    lower = page.get_by_role("button", name="Lower to OFFICIAL")
    lower.click()
    expect(page.get_by_role("alert")).to_contain_text("Say why the classification can be lower, then try again.")
    is_drawn(page)
    page.get_by_role("textbox", name="Reason").fill("Reviewed by the board.")
    lower.click()

    expect(marking).to_have_text("OFFICIAL")
    expect(page.get_by_role("region", name="Newest first")).to_contain_text("Reason: Reviewed by the board.")
