"""The frame around every page: its links change the page as a browser's own do, and its menu closes as menus do."""

import re

from playwright.sync_api import Page, expect

from tests.browser.lead_in_browser import Lead, is_drawn, sees_title, until

OF_COMPARE = re.compile("side by side|nothing to compare")
"""The title of the page Compare, which holds what others have submitted."""


def follows_links(page: Page) -> None:
    """Wait for the script of the frame: before it is there, a link loads the app anew as any link does."""
    is_drawn(page)
    menu = page.locator("details.menu")
    menu.locator("summary").click()

    def closes() -> bool:
        page.keyboard.press("Escape")
        return menu.get_attribute("open") is None

    until(closes, page)


def test_a_link_changes_the_page_without_loading_the_app_anew_and_back_returns(lead: Lead) -> None:
    page = lead.page
    lead.has_started("Example boats")
    page.goto(lead.app.url)
    follows_links(page)
    page.evaluate("window.isTheSame = true")

    page.get_by_role("link", name="Example boats").first.click()
    sees_title(page, "Example boats")
    compare = page.get_by_role("navigation", name="Service").get_by_role("link", name="Compare")
    compare.click()
    sees_title(page, OF_COMPARE)
    page.go_back()
    sees_title(page, "Example boats")

    # As where the page before is still being drawn: the frame is drawn anew between the press and the release.
    compare.hover()
    page.mouse.down()
    page.locator(".top").evaluate("top => { top.parentElement.innerHTML = top.parentElement.innerHTML }")
    page.mouse.up()
    sees_title(page, OF_COMPARE)
    assert page.evaluate("window.isTheSame")


def test_the_script_of_charts_comes_before_a_page_with_charts_which_is_marked_in_the_frame_then(lead: Lead) -> None:
    page = lead.page
    assessment = lead.has_started("Example boats")
    # Without this, the script is fetched as soon as the browser has nothing else to do.
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    follows_links(page)

    results = page.get_by_role("navigation", name="Example boats").get_by_role("link", name="Results")
    with page.expect_request("**/PlotlyChart.*.js"):
        results.hover()
    results.click()
    expect(page.get_by_role("heading", name="Theme by theme")).to_be_visible()

    current = page.locator(".top, .context").locator("[aria-current=page]")
    expect(current).to_have_text(["Results"])
    expect(page.get_by_role("navigation", name="Example boats").get_by_role("link")).to_have_text(
        ["Answer", "Check", "Results", "Actions", "Report"]
    )


def test_the_menu_closes_by_escape_and_by_a_click_elsewhere(lead: Lead) -> None:
    page = lead.page
    page.goto(lead.app.url)
    follows_links(page)
    menu = page.locator("details.menu")
    account = menu.get_by_role("link", name="Your account")

    menu.locator("summary").click()
    expect(account).to_be_visible()
    page.keyboard.press("Escape")
    expect(account).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()

    menu.locator("summary").click()
    page.get_by_role("heading", level=1).click()
    expect(account).to_be_hidden()


def test_a_filter_keeps_the_focus_and_the_place_on_the_page(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")
    page = lead.page
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    follows_links(page)
    page.evaluate("document.querySelector('.stMain').scrollTo({ top: 120 })")

    for name in ("All 53", "Not answered 53"):
        page.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("link", name=name)).to_be_focused()
        assert page.evaluate("document.querySelector('.stMain').scrollTop") == 120


def test_a_change_of_page_takes_the_focus_to_its_title_and_a_page_that_the_browser_loads_does_not(lead: Lead) -> None:
    page = lead.page
    lead.has_started("Example boats")
    page.goto(lead.app.url)
    is_drawn(page)
    assert page.evaluate("document.activeElement === document.body")
    follows_links(page)
    of_boats = page.get_by_role("heading", name="Example boats", level=1)
    of_compare = page.get_by_role("heading", name=OF_COMPARE, level=1)

    page.get_by_role("link", name="Example boats").first.press("Enter")
    expect(of_boats).to_be_focused()
    page.get_by_role("navigation", name="Service").get_by_role("link", name="Compare").press("Enter")
    expect(of_compare).to_be_focused()
    page.go_back()
    expect(of_boats).to_be_focused()


def test_the_first_tab_stop_leads_past_the_header_to_the_title(lead: Lead) -> None:
    page = lead.page
    page.goto(lead.app.url)
    is_drawn(page)
    link = page.get_by_role("link", name="Skip to main content")

    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    follows_links(page)
    link.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_way_to_submit_is_a_few_keys_away_however_much_there_is_to_look_at(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")
    lead.has_reached(assessment, "P1", "good")
    page = lead.page
    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    follows_links(page)

    page.get_by_role("link", name="the grades and the way to submit").press("Enter")
    expect(page.get_by_role("heading", name="If it were submitted now")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Submit the assessment")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Submit Example boats")).to_be_focused()
    is_drawn(page)  # the question takes the focus before what stands below it is there
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Submit the assessment")).to_be_focused()


def test_a_button_has_the_type_of_the_links_that_look_like_buttons(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")
    lead.has_reached(assessment, "P1", "good")
    page = lead.page
    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}&step=submit")

    words = page.get_by_role("button", name="Submit the assessment").locator("p")
    expect(words).to_have_css("font-size", "16px")
    expect(words).to_have_css("font-weight", "600")
    link = page.get_by_role("link", name="Go back and look")
    expect(link).to_have_css("font-size", "16px")
    expect(link).to_have_css("font-weight", "600")


def test_a_page_that_asks_takes_the_focus_to_its_question(lead: Lead) -> None:
    assessment = lead.has_started("Example boats")
    lead.has_reached(assessment, "P1", "good")
    page = lead.page
    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    follows_links(page)

    page.get_by_role("link", name="Submit the assessment").click()

    expect(page.get_by_role("heading", name="Submit Example boats, round 2026?", level=1)).to_be_focused()
