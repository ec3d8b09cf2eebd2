"""A page that is open while its session ends says so, keeps what was typed, and goes on after sign-in."""

from playwright.sync_api import expect

from assessment.actions.signing_in import sign_out
from tests.browser.lead_in_browser import Lead, until
from tests.browser.test_whose_text import rationales, signs_in_here


def test_an_open_page_says_that_its_session_has_ended_and_saves_what_was_typed_after_sign_in(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    sign_out(lead.store, lead.actor)
    notice = lead.page.locator(".session-ended")
    expect(notice).to_contain_text("You are not signed in, or your session has ended. Sign in to continue.")
    assert (notice.get_by_role("link", name="Sign in").get_attribute("href") or "").startswith(
        "/account/sign-in?next=%2Frespond%3Fassessment%3D"
    )

    signs_in_here(lead, lead.person)
    expect(notice).to_have_count(0)
    lead.rationale.fill("Typed by Sam")
    lead.rationale.blur()
    until(lambda: rationales(lead, lead.person, assessment) == {"Typed by Sam"}, lead.page)
