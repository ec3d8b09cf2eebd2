"""An administrator searches the audit trail in the browser, and the address holds the filters."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessment.codes import Event, Role
from assessment.store import holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from tests.browser.lead_in_browser import Lead
from tests.browser.running_app import RunningApp
from tests.signed_in_people import grant
from tests.store.store_builders import MORNING


@pytest.fixture(scope="module")
def app(fresh_app: RunningApp) -> RunningApp:
    """An administrator sees the entries of every other test."""
    return fresh_app


def test_the_address_holds_the_filters_so_a_reload_keeps_them(lead: Lead) -> None:
    grant(lead.store, lead.person.id, Role.ADMINISTRATOR)
    lead.has_submitted("Example *dog* unit")
    page = lead.page
    page.goto(f"{lead.app.url}/audit_trail")
    table = page.get_by_role("region", name=re.compile("Times are UK time"))
    expect(table.get_by_role("row").filter(has_text="Answer saved, P1")).to_have_count(1)
    expect(table.get_by_text("Example *dog* unit").first).to_be_visible()

    first = page.get_by_role("textbox", name="From")
    first.fill("1/1/26")
    first.press("Enter")
    unclear = "Give the first day as a day, a month and a year, such as 3 April 2027."
    expect(page.get_by_role("alert").get_by_role("link", name=unclear)).to_be_visible()
    expect(first).to_have_value("1/1/26")
    first.fill("1/1/2026")
    first.press("Enter")
    expect(page).to_have_url(re.compile("from=2026-01-01"))
    what = page.get_by_role("combobox", name="What")
    what.fill("Assessment submitted")
    what.press("Enter")

    expect(table.get_by_role("row")).to_have_count(3)  # the headings, the day, and one entry
    expect(table).to_contain_text("Sam Reed")
    expect(page).to_have_url(re.compile("event=assessment_submitted"))
    page.reload()
    expect(table.get_by_role("row")).to_have_count(3)  # the headings, the day, and one entry
    expect(table.get_by_role("row").nth(2)).to_contain_text("Assessment submitted")
    expect(first).to_have_value("1 January 2026")


def test_an_address_with_unknown_filters_shows_every_entry(lead: Lead) -> None:
    grant(lead.store, lead.person.id, Role.ADMINISTRATOR)
    lead.has_started("Example horse unit")
    lead.page.goto(f"{lead.app.url}/audit_trail?event=x&chain=%3Cb%3E&person=1&from=x&to=9999-99-99&page=99")

    expect(lead.page.get_by_role("region", name=re.compile("Times are UK time"))).to_contain_text("Example horse unit")
    expect(lead.page.get_by_role("alert")).to_have_count(0)


def test_the_address_holds_the_page_of_older_entries_until_a_filter_is_set(lead: Lead) -> None:
    grant(lead.store, lead.person.id, Role.ADMINISTRATOR)
    with lead.store.begin(holding.EVERYBODY) as unit:
        for number in range(120):
            at = MORNING - timedelta(minutes=number)
            event = Event.SIGNED_OUT if number % 2 else Event.SIGNED_IN
            unit.audit.add(event, chain=PEOPLE_CHAIN, by=f"number {number}", at=at, detail={"person": None})
    page = lead.page
    page.goto(f"{lead.app.url}/audit_trail?event=signed_out")
    table = page.get_by_role("region", name=re.compile("Times are UK time"))
    expect(table.get_by_role("row").nth(2)).to_contain_text("number 1")

    wanted = page.get_by_label("Page (of 2)")
    wanted.fill("2")
    wanted.press("Enter")

    expect(table.get_by_role("row").nth(2)).to_contain_text("number 101")
    expect(page).to_have_url(re.compile("page=2"))
    page.reload()
    expect(table.get_by_role("row").nth(2)).to_contain_text("number 101")

    what = page.get_by_role("combobox", name="What")
    what.fill("Access given")
    what.press("Enter")
    expect(table.get_by_role("row").filter(has_text=re.compile(r"number \d"))).to_have_count(0)
    expect(table.get_by_role("row").nth(2)).to_contain_text("Access given")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_page_opened_from_a_question_has_no_filter_set(lead: Lead) -> None:
    grant(lead.store, lead.person.id, Role.ADMINISTRATOR)
    id = lead.has_started("Example horse unit")
    page = lead.page
    lead.opens(id, "P1")
    lead.sees_question("P1")

    page.get_by_role("link", name="Audit trail").first.click()

    expect(page.get_by_role("region", name=re.compile("Times are UK time"))).to_contain_text("Example horse unit")
    expect(page).to_have_url(f"{lead.app.url}/audit_trail")
    expect(page.get_by_role("combobox", name="Who")).to_have_value("")
