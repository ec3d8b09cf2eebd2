"""After an action, its message has the focus: above the page with links to the fields, and beside each field."""

from playwright.sync_api import Page, expect

from tests.browser.lead_in_browser import Lead, is_drawn
from tests.browser.page_checks import barriers

NAME = "The name of the collaboration is empty. Give it between 1 and 200 characters."
PARTNERS = "A collaboration has at least two partner forces. Choose all of them."
LEAD_FORCE = "No lead force is chosen. Choose the partner force that leads."
ROUND = "The title of the round is empty. Give it between 1 and 200 characters."


def starts_with_nothing(lead: Lead) -> Page:
    lead.page.goto(f"{lead.app.url}/start")
    lead.page.get_by_role("combobox", name="Partner forces").press("Backspace")
    expect(lead.page.get_by_role("combobox", name="Lead force")).to_have_value("")
    is_drawn(lead.page)
    lead.page.get_by_role("textbox", name="Title of this round").fill("")
    lead.page.get_by_role("button", name="Start the assessment").click()
    expect(lead.page.get_by_role("alert")).to_be_visible()
    return lead.page


def test_a_summary_of_what_failed_takes_the_focus_and_its_links_lead_to_the_fields(lead: Lead) -> None:
    page = starts_with_nothing(lead)
    summary = page.get_by_role("alert")

    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(summary.get_by_role("heading")).to_have_text("Assessment not started")
    expect(summary.get_by_role("link")).to_have_text([PARTNERS, LEAD_FORCE, NAME, ROUND])
    for says, field in (
        (NAME, page.get_by_role("textbox", name="Name of the collaboration")),
        (ROUND, page.get_by_role("textbox", name="Title of this round")),
        (PARTNERS, page.get_by_role("combobox", name="Partner forces")),
        (LEAD_FORCE, page.get_by_role("combobox", name="Lead force")),
    ):
        summary.get_by_role("link", name=says).click()
        expect(field).to_be_focused()
        expect(field).to_have_accessible_description(says)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".field-problem", has_text=says)).to_be_visible()
        page.keyboard.press("Escape")
    assert barriers(page) == []


def test_the_summary_takes_the_focus_again_only_when_the_action_fails_again(lead: Lead) -> None:
    page = starts_with_nothing(lead)
    name = page.get_by_role("textbox", name="Name of the collaboration")
    name.fill("Example boats")
    expect(name).to_be_focused()

    page.get_by_role("button", name="Start the assessment").click()

    links = page.get_by_role("alert").get_by_role("link")
    expect(links).to_have_text([PARTNERS, LEAD_FORCE, ROUND])
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator(".field-problem")).to_have_text([PARTNERS, LEAD_FORCE, ROUND])
    assert name.get_attribute("aria-describedby") is None


def test_a_message_goes_with_the_next_action_and_leaves_no_field_marked(lead: Lead) -> None:
    page = starts_with_nothing(lead)
    expect(page.locator(".field-problem")).to_have_count(4)

    lead.page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".field-problem")).to_have_count(0)


def test_an_error_of_the_whole_page_takes_the_focus_once_and_not_again_when_it_is_tried_again(lead: Lead) -> None:
    page = lead.page
    page.goto(f"{lead.app.url}/results?assessment=none")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()

    menu = page.locator("details.menu > summary")
    menu.focus()
    page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: null }))")
    is_drawn(page)

    expect(summary).to_be_visible()
    expect(menu).to_be_focused()


def test_what_was_done_is_said_beside_it_takes_the_focus_and_goes_with_the_next_page(lead: Lead) -> None:
    page = lead.page
    page.goto(f"{lead.app.url}/report?assessment={lead.has_started('Example boats')}")
    page.get_by_role("button", name="Raise the classification to OFFICIAL-SENSITIVE").click()

    done = page.get_by_role("status").filter(has_text="The classification is now OFFICIAL-SENSITIVE.")
    expect(done).to_be_focused()
    expect(page.locator("h2:has-text('Classification') + [role=status]")).to_have_count(1)

    page.get_by_role("link", name="Home").click()
    expect(page).to_have_url(f"{lead.app.url}/")
    expect(done).to_have_count(0)
    page.go_back()
    expect(page.get_by_text("Lower the classification to OFFICIAL")).to_be_visible()
    expect(done).to_have_count(0)
