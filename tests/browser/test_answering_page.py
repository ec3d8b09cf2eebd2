"""Every answer is saved as it is given, and is still there however the page was left."""

from itertools import pairwise

from playwright.sync_api import expect

from assessment.bank.model import Level
from assessment.rounds.response import NotApplicable
from tests.browser.lead_in_browser import Lead, rationale_of, somebody_saving, until


def test_a_click_on_a_level_is_saved_and_shown_after_a_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.chooses("Good")
    lead.sees_saved()

    reply = lead.response(assessment, "P1").reply
    assert isinstance(reply, Level)
    assert reply.title == "Good"
    lead.page.reload()
    expect(lead.chosen).to_have_text("Good")


def test_a_click_is_one_save_though_it_is_sent_twice(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P2")

    lead.chooses("Good")
    expect(lead.page.get_by_text("1 of 53 questions answered in all themes")).to_be_visible()
    lead.chooses("Adequate")
    expect(lead.page.get_by_test_id("stSidebar").get_by_role("link", name="P2")).to_contain_text("Adequate")

    assert lead.stored(assessment, "P2").stored.version == 2


def test_the_list_of_questions_says_the_new_state_at_once(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P2")

    lead.chooses("Adequate")

    expect(lead.page.get_by_test_id("stSidebar").get_by_role("link", name="P2")).to_contain_text("Adequate")
    expect(lead.page.get_by_text("1 of 53 questions answered in all themes")).to_be_visible()


def test_a_rationale_is_saved_without_leaving_the_field(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.rationale.press_sequentially("Every chief constable agreed it in May.")

    until(lambda: rationale_of(lead, assessment, "P1") == "Every chief constable agreed it in May.", lead.page)
    lead.sees_saved()
    expect(lead.rationale).to_be_focused()


def test_a_sentence_half_typed_survives_a_reload(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")

    lead.rationale.press_sequentially("Half a sen")
    lead.page.reload()

    expect(lead.rationale).to_have_value("Half a sen")
    lead.sees_saved()


def test_a_sentence_half_typed_appears_after_a_reload_that_was_faster_than_the_database(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    with somebody_saving(lead.app):
        lead.rationale.press_sequentially("Half a sen")
        lead.page.reload()
        lead.sees_question("P1")
        expect(lead.rationale).to_have_value("")

    expect(lead.rationale).to_have_value("Half a sen")
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Half a sen"


def test_a_sentence_half_typed_survives_a_closed_tab(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.rationale.press_sequentially("Half a sen")
    other = lead.another_tab()
    lead.page.close(run_before_unload=True)
    other.opens(assessment, "P1")

    expect(other.rationale).to_have_value("Half a sen")


def test_a_sentence_half_typed_survives_the_back_button(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.get_by_role("link", name="Next").click(delay=80)
    lead.sees_question("P2")

    lead.rationale.press_sequentially("Half a sen")
    lead.page.go_back()
    lead.sees_question("P1")
    lead.page.go_forward()
    lead.sees_question("P2")

    expect(lead.rationale).to_have_value("Half a sen")


def test_a_title_of_evidence_half_typed_survives_a_reload(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")
    lead.page.get_by_role("button", name="Add evidence").click()

    lead.page.get_by_role("textbox", name="Title of the evidence").press_sequentially("Board pap")
    lead.page.reload()

    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_value("Board pap")


def test_a_tap_on_next_right_after_typing_moves_on_and_keeps_the_text(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.rationale.press_sequentially("Typed, then on.")
    lead.page.get_by_role("link", name="Next").click(delay=80)
    lead.sees_question("P2")

    expect(lead.rationale).to_have_value("")
    assert rationale_of(lead, assessment, "P1") == "Typed, then on."


def test_evidence_is_added_and_removed(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.page.get_by_role("button", name="Add evidence").click()
    lead.page.get_by_role("textbox", name="Title of the evidence").fill("Board paper 12")
    lead.page.get_by_role("textbox", name="Reference or where to find it").fill("BP/12")
    lead.page.get_by_role("textbox", name="Reference or where to find it").press("Enter")

    def evidence() -> list[tuple[str, str]]:
        return [(item.title, item.reference) for item in lead.response(assessment, "P1").evidence]

    until(lambda: evidence() == [("Board paper 12", "BP/12")], lead.page)
    lead.page.get_by_role("button", name="Remove").click()
    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_count(0)
    until(lambda: not evidence(), lead.page)


def test_not_applicable_waits_for_its_reason_and_then_is_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    code = next(question.code for question in lead.bank.questions() if question.not_applicable_when)
    lead.opens(assessment, code)

    lead.chooses("Not applicable")
    expect(lead.status).to_have_text("Waiting for the reason why the question does not apply")
    assert lead.response(assessment, code).reply is None
    lead.page.get_by_role("textbox", name="Why does the question not apply?").press_sequentially("No such work here.")
    lead.sees_saved()

    until(lambda: lead.response(assessment, code).reply == NotApplicable(reason="No such work here."), lead.page)


def test_a_choice_is_cleared_and_its_rationale_stays(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()
    lead.rationale.fill("Because of May.")
    lead.page.get_by_role("button", name="Clear my choice").click()

    expect(lead.chosen).to_have_count(0)
    expect(lead.page.get_by_role("button", name="Clear my choice")).to_be_disabled()
    assert lead.response(assessment, "P1").reply is None
    assert rationale_of(lead, assessment, "P1") == "Because of May."


def test_the_address_names_the_question_so_a_reload_comes_back_to_it(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.page.get_by_test_id("stSidebar").get_by_role("link", name="P7").click(delay=80)
    lead.sees_question("P7")
    expect(lead.page).to_have_url(f"{lead.app.url}/respond?assessment={assessment}&question=P7")
    lead.page.reload()

    lead.sees_question("P7")


def test_the_last_question_leads_to_the_check(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "S13")

    lead.page.get_by_test_id("stBottom").get_by_role("link", name="Check your answers").click(delay=80)

    expect(lead.page.get_by_role("heading", name="Check your answers", level=1)).to_be_visible()


def test_a_level_clicked_just_before_next_is_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    following = lead.page.get_by_role("link", name="Next")
    expect(following).to_be_visible()

    lead.chooses("Outstanding")
    following.click()
    lead.sees_question("P2")

    until(lambda: lead.response(assessment, "P1").level == lead.bank.level_at(5), lead.page)


def test_levels_are_saved_when_each_is_followed_by_next_in_the_same_moment(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    codes = [asked.code for asked in lead.bank.themes[0].questions]

    for code, following in pairwise(codes):
        lead.clicks_at_once(lead.level("Good"), lead.page.get_by_role("link", name="Next"))
        lead.sees_question(following)
        assert lead.response(assessment, code).level == lead.bank.find_level("good")


def test_a_rationale_that_is_too_long_is_refused_and_still_there_to_be_shortened(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    lead.rationale.fill("x" * 4001)
    lead.rationale.blur()
    expect(lead.page.get_by_text("The rationale of P1 is 4,001 characters long; the most is 4,000.")).to_be_visible()
    lead.page.get_by_role("link", name="Next").click(delay=80)
    lead.sees_question("P2")
    lead.page.get_by_role("link", name="Back").click(delay=80)
    lead.sees_question("P1")
    expect(lead.rationale).to_have_value("x" * 4001)
    lead.rationale.fill("x" * 4000)
    lead.rationale.blur()
    lead.sees_saved()

    until(lambda: rationale_of(lead, assessment, "P1") == "x" * 4000, lead.page)
