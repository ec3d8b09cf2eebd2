"""From an empty database to a second person at work: first run, invitation, two-step sign-in, two tabs, signing out."""

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from assessment.access import second_factor
from assessment.access.credential import SESSION_COOKIE
from assessment.dates import now
from tests.browser.lead_in_browser import chooses_from_menu
from tests.browser.running_app import RunningApp
from tests.conftest import PATIENCE_MS, StartApp

PASSWORD = "walnut ferry crimson"
BEN = "ben@kent.example"


def a_window(browser: Browser, *, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def makes_the_first_administrator(page: Page, app: RunningApp) -> None:
    page.goto(app.url)
    expect(page).to_have_url(f"{app.url}/account/first")
    printed = re.search(r"works once: ([0-9a-f-]{19})", app.log())
    assert printed
    page.get_by_label("Code").fill(printed[1])
    page.get_by_label("Your name").fill("Ada Administrator")
    page.get_by_label("E-mail address").fill("ada@kent.example")
    page.get_by_label("Your force").select_option("Kent Police")
    page.get_by_label("Password").fill("password1234")
    page.get_by_role("button", name="Set up the first administrator").click()
    expect(page.get_by_role("alert")).to_contain_text("This password is too easy to guess.")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Set up the first administrator").click()
    expect(page.get_by_text("Signed in as Ada Administrator, Kent Police")).to_be_attached()


def invites(page: Page, app: RunningApp) -> str:
    """Invite Ben and return the link of the invitation."""
    page.goto(f"{app.url}/invite")
    page.get_by_label("Name", exact=True).fill("Ben Roe")
    page.get_by_label("E-mail address", exact=True).fill(BEN)
    force = page.get_by_role("combobox", name="Force")
    force.fill("Kent Police")
    force.press("Enter")
    page.get_by_text("Force member", exact=True).click()
    expect(page.get_by_text("Ben Roe can start assessments for Kent Police.")).to_be_visible()
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("status").filter(has_text=f"Send this link to Ben Roe ({BEN}) only")).to_be_visible()
    link = page.locator(".handed-over pre").inner_text()
    assert link.startswith(f"{app.url}/account/invitation/")
    return link


def turns_on_two_step_sign_in(page: Page) -> str:
    """Turn on two-step sign-in and return the key that the authenticator app was given."""
    chooses_from_menu(page, "link", "Your account")
    shown = page.get_by_test_id("stCode")
    expect(shown).to_be_visible()
    picture = page.get_by_role("img", name="QR code")
    expect(picture).to_be_visible()
    assert picture.evaluate("each => each.naturalWidth") > 0
    key = shown.inner_text().replace(" ", "").strip()
    page.get_by_label("Code", exact=True).fill(second_factor.code_at(key, at=now()))
    page.get_by_label("Current password").last.fill(PASSWORD)
    page.get_by_role("button", name="Turn on two-step sign-in").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Two-step sign-in is on.")).to_be_focused()
    return key


def signs_in(page: Page, *, code: str) -> None:
    page.get_by_label("E-mail address").fill(BEN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()


def starts_an_assessment(page: Page, app: RunningApp) -> None:
    page.goto(f"{app.url}/start")
    page.get_by_role("textbox", name="Name of the collaboration").fill("Example dog unit")
    partners = page.get_by_role("combobox", name="Partner forces")
    partners.fill("Essex Police")
    partners.press("Enter")
    partners.press("Escape")
    page.get_by_role("textbox", name="Title of this round").fill("2026")
    page.get_by_role("button", name="Start the assessment").click()
    expect(page.get_by_role("link", name="Example dog unit")).to_be_visible()


def test_from_an_empty_database_to_a_second_person_at_work(
    browser: Browser, start_app: StartApp, tmp_path: Path
) -> None:
    with start_app(tmp_path) as app:
        ada, ben = a_window(browser), a_window(browser, width=390)
        makes_the_first_administrator(ada, app)
        link = invites(ada, app)

        ben.goto(link)
        expect(ben.get_by_text("This link is for Ben Roe.")).to_be_visible()
        ben.get_by_label("Password").fill(PASSWORD)
        ben.get_by_role("button", name="Save password").click()
        expect(ben.get_by_text("Signed in as Ben Roe, Kent Police")).to_be_attached()
        key = turns_on_two_step_sign_in(ben)
        chooses_from_menu(ben, "button", "Sign out")
        expect(ben.get_by_role("heading", name="Sign in")).to_be_visible()
        assert [
            each["name"] for each in ben.context.cookies() if str(each.get("name")).startswith(SESSION_COOKIE)
        ] == []

        # Ben asks for a page without a session, mistypes the code, signs in with the next one, and is on that page.
        ben.goto(f"{app.url}/start")
        signs_in(ben, code="000000")
        expect(ben.get_by_role("alert")).to_contain_text("This e-mail address, password or code is not right.")
        # A code counts once. His phone is half a minute fast, which is allowed, and shows the next one.
        signs_in(ben, code=second_factor.code_at(key, at=now() + timedelta(seconds=second_factor.STEP_SECONDS)))
        expect(ben).to_have_url(f"{app.url}/start")
        expect(ben.get_by_text("Signed in as Ben Roe, Kent Police")).to_be_attached()
        assert SESSION_COOKIE not in ben.evaluate("document.cookie")

        starts_an_assessment(ben, app)
        ben.reload()
        expect(ben.get_by_text("Signed in as Ben Roe, Kent Police")).to_be_attached()
        tab = ben.context.new_page()
        tab.goto(ben.url)
        expect(tab.get_by_role("link", name="Example dog unit")).to_be_visible()

        # An administrator sees the people and no answers.
        ada.goto(ben.url)
        expect(ada.get_by_role("alert")).to_contain_text("There is no such assessment.")

        chooses_from_menu(tab, "button", "Sign out")
        expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()
        ben.get_by_role("link", name="Check", exact=True).click()
        expect(ben.get_by_role("alert")).to_contain_text("You are not signed in, or your session has ended.")
        ben.reload()
        expect(ben.get_by_role("heading", name="Sign in")).to_be_visible()
        assert "Traceback" not in app.log(), app.log()
