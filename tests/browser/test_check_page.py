"""The page that checks the answers: what needs a look, the last look before submission, and the way back from it."""

from playwright.sync_api import expect

from assessment.codes import Event
from tests.browser.lead_in_browser import Lead, is_drawn, sees_title, unfolds
from tests.browser.page_checks import barriers


def test_a_lead_sees_what_needs_a_look_submits_after_one_question_and_withdraws_with_a_reason(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.has_reached(assessment, "P1", "good")
    page = lead.page
    page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    sees_title(page, "53 answers need a look")
    page.get_by_role("link", name="No evidence 1").click()
    expect(page.get_by_text("1 of 53 answers shown, in the order of the questions.")).to_be_visible()
    expect(page.get_by_role("link", name="No evidence 1")).to_have_attribute("aria-current", "page")
    page.get_by_text("Show the answer").click()
    expect(page.get_by_text("In place")).to_be_visible()
    expect(page.get_by_role("link", name="Change P1")).to_be_visible()

    lead.submits()
    expect(page).to_have_url(f"{lead.app.url}/check_answers?assessment={assessment}")
    expect(page.get_by_role("link", name="Open the report")).to_be_visible()
    is_drawn(page)
    assert barriers(page) == []
    unfolds(page, "The submission: possible until")
    page.get_by_role("button", name="Withdraw the submission").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason, then try again.")
    is_drawn(page)
    page.get_by_role("textbox", name="Reason").first.fill("P1 is wrong.")
    page.get_by_role("button", name="Withdraw the submission").click()

    sees_title(page, "53 answers need a look")
    with lead.store.read() as unit:
        stored = unit.assessments.find(assessment)
        assert stored is not None
        assert unit.audit.of(stored)[-1].event is Event.SUBMISSION_WITHDRAWN


def test_nothing_can_be_submitted_before_anything_is_answered(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")

    sees_title(lead.page, "Nothing is answered yet")
    expect(lead.page.get_by_text("Answer at least one question before you submit.")).to_be_visible()
    expect(lead.page.get_by_role("link", name="Submit the assessment")).to_have_count(0)


def test_the_links_to_the_themes_lead_down_the_page_and_back_again(lead: Lead) -> None:
    assessment = lead.has_started()
    for number in range(1, 11):
        lead.has_reached(assessment, f"P{number}", "outstanding")
    lead.page.goto(f"{lead.app.url}/check_answers?assessment={assessment}&show=all")
    doubts = lead.page.get_by_role("region", name="Worth a second look")
    expect(doubts).to_contain_text(
        "Is this right? Every statement is ticked in 10 of the 10 questions with a tick: P1 P2"
    )
    expect(doubts.get_by_role("link", name="P10")).to_be_visible()
    is_drawn(lead.page)
    assert barriers(lead.page) == []

    lead.page.get_by_role("link", name="Skills and capabilities").click()

    expect(lead.page.get_by_role("heading", name="Skills and capabilities")).to_be_in_viewport()
    expect(lead.page.get_by_text("53 of 53 answers shown")).to_be_attached()
