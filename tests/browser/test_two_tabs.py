"""With two tabs on one question, the second to save is shown both texts and chooses; neither is lost."""

from playwright.sync_api import expect

from assessment.bank.model import Level
from tests.browser.lead_in_browser import Lead, rationale_of

TOLD = "This answer was changed"


def test_the_second_to_save_is_told_and_keeps_their_own_text(lead: Lead) -> None:
    assessment = lead.has_started()
    other = lead.another_tab()
    lead.opens(assessment, "P1")
    other.opens(assessment, "P1")

    lead.rationale.fill("Text of the first tab")
    lead.rationale.blur()
    lead.sees_saved()
    other.rationale.fill("Text of the second tab")
    other.rationale.blur()

    expect(other.page.get_by_text(TOLD)).to_be_visible()
    expect(other.page.get_by_text("Text of the first tab")).to_be_visible()
    expect(other.page.get_by_text("Text of the second tab")).to_be_visible()
    assert rationale_of(lead, assessment, "P1") == "Text of the first tab"
    other.page.get_by_role("button", name="Keep my text instead").click()
    expect(other.rationale).to_have_value("Text of the second tab")
    assert rationale_of(lead, assessment, "P1") == "Text of the second tab"


def test_the_choice_is_still_there_after_a_reload_and_the_saved_answer_can_be_kept(lead: Lead) -> None:
    assessment = lead.has_started()
    other = lead.another_tab()
    lead.opens(assessment, "P1")
    other.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()
    other.chooses("Inadequate")
    expect(other.page.get_by_text(TOLD)).to_be_visible()

    other.page.reload()
    expect(other.page.get_by_text(TOLD)).to_be_visible()
    other.page.get_by_role("button", name="Keep the saved answer").click()

    expect(other.chosen).to_have_text("Good")
    level = lead.response(assessment, "P1").level
    assert isinstance(level, Level)
    assert level.title == "Good"


def test_a_tab_without_changes_of_its_own_shows_what_was_saved_elsewhere(lead: Lead) -> None:
    assessment = lead.has_started()
    other = lead.another_tab()
    lead.opens(assessment, "P1")
    other.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()

    other.page.get_by_role("button", name="Add evidence").click()

    expect(other.chosen).to_have_text("Good")
    expect(other.page.get_by_text(TOLD)).to_have_count(0)
