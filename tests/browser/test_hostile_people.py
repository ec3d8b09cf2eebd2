"""Text typed as a person's name or into an action is shown as typed, wherever it appears."""

import html
import io
import re
from textwrap import shorten

import pypdf
import pytest
from playwright.sync_api import expect

from assessment.codes import Role
from assessment.report.printable_text import printable
from tests.browser.lead_in_browser import Lead, until
from tests.browser.page_checks import Watch, field_texts
from tests.browser.running_app import RunningApp
from tests.browser.test_hostile_text_page import HOSTILE, fetched, shows_as_typed, sideways_on_a_phone
from tests.browser.test_improvement_actions_page import (
    field,
    fills_in,
    opens_a_new_action,
    saves,
)
from tests.signed_in_people import grant


@pytest.fixture(scope="module")
def app(fresh_app: RunningApp) -> RunningApp:
    """An administrator also sees what other tests have called with the same text."""
    return fresh_app


@HOSTILE
def test_the_name_of_a_person_is_shown_as_typed(lead: Lead, text: str) -> None:
    page, watch = lead.page, Watch(lead.page, lead.app)
    grant(lead.store, lead.person.id, Role.ADMINISTRATOR)
    page.goto(f"{lead.app.url}/invite")
    page.get_by_label("Name", exact=True).fill(text)
    page.get_by_label("E-mail address", exact=True).fill(f"of{len(text)}{text[2:5].encode().hex()}@kent.example")
    force = page.get_by_role("combobox", name="Force")
    force.fill("Kent Police")
    force.press("Enter")
    page.get_by_text("Force member", exact=True).click()
    page.get_by_role("button", name="Invite", exact=True).click()
    link = page.locator(".handed-over pre").inner_text()

    for address, times in {"people": 1, "audit_trail": 2}.items():
        page.goto(f"{lead.app.url}/{address}")
        shows_as_typed(page, text, times=times)
        assert sideways_on_a_phone(page) <= 0, address
    page.goto(link)
    shows_as_typed(page, text, times=1)
    page.get_by_label("Password").fill("walnut ferry crimson")
    page.get_by_role("button", name="Save password").click()
    expect(page.locator("details.menu > summary")).to_be_visible()
    shows_as_typed(page, text, times=2)
    page.goto(f"{lead.app.url}/your_account")
    # The key for two-step sign-in is drawn on this page as code.
    expect(page.locator("main code")).to_have_count(1)
    page.locator("main code").evaluate("each => each.remove()")
    shows_as_typed(page, text, times=3)
    assert sideways_on_a_phone(page) <= 0
    assert watch.violations == []


@HOSTILE
def test_an_action_is_shown_as_typed_on_its_page_and_in_every_report(lead: Lead, text: str) -> None:
    page, watch = lead.page, Watch(lead.page, lead.app)
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    fills_in(lead, words=text)
    field(lead, "Job title of the owner").fill(text)
    saves(lead)
    expect(page.get_by_role("heading", name="1 action is open")).to_be_visible()

    page.get_by_role("link", name="Update").click()

    until(lambda: field_texts(page, text[:5]) == [text, text], page)
    # Beside the fields: the action and its owner, and in the name of the link to its form as much as can be read out.
    name = f" “{shorten(text, 100, placeholder='…')}”"
    shows_as_typed(page, text, times=2, shortened=name)
    assert sideways_on_a_phone(page) <= 0
    assert watch.violations == []
    on_the_web = fetched(lead, f"{lead.app.url}/files/{assessment}/preview/report.html").decode()
    assert html.unescape(on_the_web).count(text) == 2
    assert re.findall(r'<script|<b>bold|<img src="/etc', on_the_web) == []
    pdf = pypdf.PdfReader(io.BytesIO(fetched(lead, f"{lead.app.url}/files/{assessment}/preview/report.pdf")))
    printed = "".join(re.sub(r"\s", "", page.extract_text()) for page in pdf.pages)
    assert printed.count(re.sub(r"\s", "", printable(text))) == 2
