"""What lies unsaved in a browser is shown to its author, can be erased, and is asked about before they sign out."""

import re

from playwright.sync_api import expect

from assessment.ids import AssessmentId
from tests.browser.lead_in_browser import Lead, chooses_from_menu, is_drawn, until

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('unsent'))"


def leaves_unsaved_text(lead: Lead) -> AssessmentId:
    """Type on P1 where it cannot be saved, and go to the account page."""
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.route("**/responses/P1?*", lambda route: route.fulfill(status=503, json={"message": "The disk is full."}))
    lead.rationale.fill("Typed in vain")
    expect(lead.status).to_have_text("Not saved: see the top of this question")
    lead.page.goto(f"{lead.app.url}/your_account")
    expect(lead.page.get_by_text("Answer to P1 ")).to_be_visible()
    is_drawn(lead.page)
    return assessment


def test_the_account_page_says_what_lies_in_the_browser_and_leads_to_it_or_erases_it(lead: Lead) -> None:
    assessment = leaves_unsaved_text(lead)
    what = lead.page.get_by_text("Answer to P1 ")
    what.click()
    expect(lead.page.get_by_text("Typed in vain")).to_be_visible()
    link = lead.page.get_by_role("link", name="Open its page")
    assert link.get_attribute("href") == f"/respond?assessment={assessment}&question=P1"

    lead.page.get_by_role("button", name="Erase it", exact=True).click()
    lead.page.get_by_role("button", name="Keep it").click()
    expect(what).to_be_visible()
    lead.page.get_by_role("button", name="Erase it", exact=True).click()
    lead.page.get_by_role("button", name="Erase it for good").click()

    expect(lead.page.get_by_text("Nothing that you typed lies unsaved in this browser.")).to_be_visible()
    assert lead.page.evaluate(KEPT) == []


def test_other_themes_and_the_check_before_submission_say_what_is_not_saved(lead: Lead) -> None:
    assessment = leaves_unsaved_text(lead)
    lead.opens(assessment, "B1")
    expect(lead.page.locator(".elsewhere").get_by_role("link", name="Answer to P1 ")).to_be_visible()
    lead.page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    expect(lead.page.locator(".unsent").get_by_text("Answer to P1 ")).to_be_visible()

    lead.page.unroute_all()
    lead.opens(assessment, "P1")
    until(lambda: lead.response(assessment, "P1").rationale == "Typed in vain", lead.page)
    lead.opens(assessment, "B1")
    expect(lead.page.locator(".elsewhere")).to_have_count(0)


def test_signing_out_asks_what_becomes_of_unsaved_text(lead: Lead) -> None:
    leaves_unsaved_text(lead)
    question = lead.page.get_by_role("dialog", name="1 text of yours is not saved")

    chooses_from_menu(lead.page, "button", "Sign out")
    question.get_by_role("button", name="Stay signed in").click()
    expect(question).to_be_hidden()
    chooses_from_menu(lead.page, "button", "Sign out")
    expect(question).to_contain_text("Answer to P1 ")
    question.get_by_role("button", name="Erase it and sign out").click()

    expect(lead.page).to_have_url(re.compile("/account/sign-in"))
    until(lambda: lead.page.evaluate(KEPT) == [], lead.page)


def test_unsaved_text_can_be_kept_over_signing_out(lead: Lead) -> None:
    leaves_unsaved_text(lead)
    chooses_from_menu(lead.page, "button", "Sign out")
    lead.page.get_by_role("button", name="Keep it and sign out").click()
    expect(lead.page).to_have_url(re.compile("/account/sign-in"))
    assert len(lead.page.evaluate(KEPT)) == 1
