"""After a session has ended, going back to a page leads to sign-in, and signing in leads to that page again."""

import pytest
from playwright.sync_api import expect

from assessment.actions.signing_in import sign_out
from pages.menu import PAGES
from tests.browser.lead_in_browser import Lead, is_drawn

WITHOUT_ASSESSMENT = {"start", "your_account"}


@pytest.mark.parametrize("name", ["", "respond", "results", "start", "your_account"])
def test_going_back_after_signing_out_leads_to_sign_in_and_from_there_to_the_page_again(lead: Lead, name: str) -> None:
    assert name in {"", *(entry.name for entry in PAGES)}
    query = "" if name in {"", *WITHOUT_ASSESSMENT} else f"?assessment={lead.has_started()}"
    lead.page.goto(f"{lead.app.url}/{name}{query}")
    is_drawn(lead.page)

    lead.page.get_by_role("button", name="Sign out").click()
    expect(lead.page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    signed_out_to = lead.page.locator("input[name=next]").input_value()
    lead.page.go_back()

    expect(lead.page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    went_back_to = lead.page.locator("input[name=next]").input_value()
    assert (signed_out_to, went_back_to) == (f"/{name}{query}", f"/{name}{query}")


def test_the_link_on_a_page_whose_session_has_ended_leads_to_sign_in_and_from_there_to_the_page_again(
    lead: Lead,
) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    sign_out(lead.store, lead.actor)
    lead.rationale.fill("Typed too late")

    lead.page.get_by_role("link", name="Sign in").first.click()

    expect(lead.page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    assert lead.page.locator("input[name=next]").input_value() == f"/respond?assessment={assessment}&question=P1"
