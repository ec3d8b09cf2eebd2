"""Text from two tabs, late text and refused text is never lost, undone or overwritten unseen."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from playwright.sync_api import expect

from assessment.ids import AssessmentId, EvidenceId
from assessment.rounds.response import Evidence, Response
from tests.browser.lead_in_browser import Lead, question, rationale_of, until

TOLD = "This answer was changed"
P1 = question("P1")


def posts_a_draft(lead: Lead, assessment: AssessmentId, **fields: str) -> None:
    """Post a draft, as a closing page does."""
    answer = lead.page.request.post(
        f"{lead.app.url}/drafts",
        headers={"origin": lead.app.url},
        data={
            "assessment": str(assessment),
            "question": "P1",
            "seen": 0,
            "page": "a" * 32,
            "person": str(lead.person.id),
            "fields": fields,
        },
    )
    assert answer.status == 204


def refused_levels(lead: Lead, assessment: AssessmentId) -> list[str | None]:
    """Return the titles of the levels that wait beside a text that was refused."""
    levels = [each.typed.level for each in lead.stored(assessment, "P1").refused]
    return [level.title if level else None for level in levels]


def in_conflict(lead: Lead) -> tuple[AssessmentId, Lead]:
    """Open one question in two tabs: the first has saved Good, and the second is asked about its Inadequate."""
    assessment, other = lead.has_started(), lead.another_tab()
    lead.opens(assessment, "P1")
    other.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()
    other.chooses("Inadequate")
    expect(other.page.get_by_text(TOLD)).to_be_visible()
    return assessment, other


def test_the_first_change_after_a_choice_between_two_texts_is_kept(lead: Lead) -> None:
    assessment, other = in_conflict(lead)
    other.page.get_by_role("button", name="Keep the saved answer").click()
    expect(other.chosen).to_have_text("Good")

    other.chooses("Adequate")

    until(lambda: lead.response(assessment, "P1").level == lead.bank.find_level("adequate"), lead.page)
    expect(other.chosen).to_have_text("Adequate")


def test_what_is_typed_while_another_tab_waits_for_a_choice_is_saved(lead: Lead) -> None:
    assessment, _ = in_conflict(lead)

    lead.rationale.fill("Typed on in the first tab")
    lead.rationale.blur()

    until(lambda: rationale_of(lead, assessment, "P1") == "Typed on in the first tab", lead.page)


def test_a_choice_is_asked_again_when_the_saved_answer_changed_under_it(lead: Lead) -> None:
    assessment, other = in_conflict(lead)
    lead.has_answered(assessment, replace(lead.response(assessment, "P1"), rationale="Never seen in the other tab"))

    other.page.get_by_role("button", name="Keep my text instead").click()

    expect(other.page.get_by_text("Never seen in the other tab")).to_be_visible()
    assert rationale_of(lead, assessment, "P1") == "Never seen in the other tab"


def test_typed_text_that_arrives_after_the_question_was_opened_again_is_kept(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    posts_a_draft(lead, assessment, rationale="Arrived late")

    lead.page.get_by_role("button", name="Add evidence").click()

    expect(lead.rationale).to_have_value("Arrived late")
    until(lambda: rationale_of(lead, assessment, "P1") == "Arrived late", lead.page)


def test_typed_text_that_arrives_late_is_not_dropped_by_a_save(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    posts_a_draft(lead, assessment, rationale="Arrived late")

    lead.chooses("Good")
    until(lambda: lead.response(assessment, "P1").level is not None, lead.page)
    lead.page.reload()

    expect(lead.page.get_by_text("Arrived late")).to_be_visible()


def test_a_level_chosen_in_two_tabs_and_changed_since_is_not_said_to_be_saved(lead: Lead) -> None:
    assessment, other = lead.has_started(), lead.another_tab()
    lead.opens(assessment, "P1")
    other.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()
    lead.chooses("Adequate")
    until(lambda: lead.response(assessment, "P1").level == lead.bank.find_level("adequate"), lead.page)

    other.chooses("Good")

    expect(other.page.get_by_text(TOLD)).to_be_visible()


def test_a_level_refused_beside_a_text_too_long_survives_a_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.rationale.fill("x" * 4001)
    lead.rationale.blur()
    expect(lead.status).to_have_text("Not saved: see the top of this question")
    lead.chooses("Good")
    until(lambda: refused_levels(lead, assessment) == ["Good"], lead.page)

    lead.page.reload()

    expect(lead.rationale).to_have_value("x" * 4001)
    expect(lead.chosen).to_have_text("Good")


def test_evidence_named_beside_a_text_too_long_is_kept_when_that_is_mended(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.rationale.fill("x" * 4001)
    lead.page.get_by_role("button", name="Add evidence").click()
    lead.page.get_by_role("textbox", name="Title of the evidence").fill("Board paper 12")
    lead.page.get_by_role("textbox", name="Title of the evidence").blur()
    until(lambda: [len(each.typed.evidence) for each in lead.stored(assessment, "P1").refused] == [1], lead.page)
    lead.page.reload()
    expect(lead.rationale).to_have_value("x" * 4001)
    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_value("Board paper 12")

    lead.rationale.fill("Short")
    lead.rationale.blur()

    until(lambda: rationale_of(lead, assessment, "P1") == "Short", lead.page)
    assert [item.title for item in lead.response(assessment, "P1").evidence] == ["Board paper 12"]


def test_clearing_the_choice_does_not_take_a_text_that_was_refused(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()
    lead.rationale.fill("x" * 4001)
    lead.page.get_by_role("button", name="Clear my choice").click()

    expect(lead.status).to_have_text("Not saved: see the top of this question")
    expect(lead.page.get_by_role("button", name="Clear my choice")).to_be_disabled()
    expect(lead.rationale).to_have_value("x" * 4001)
    assert lead.response(assessment, "P1").level == lead.bank.find_level("good")


def test_clearing_the_choice_keeps_a_piece_of_evidence_that_has_no_title_yet(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")
    lead.chooses("Good")
    lead.sees_saved()
    reference = lead.page.get_by_role("textbox", name="Reference or where to find it")
    lead.page.get_by_role("button", name="Add evidence").click()
    reference.fill("BP/12")
    reference.blur()
    expect(lead.status).to_have_text("Waiting for a title for the evidence")

    lead.page.get_by_role("button", name="Clear my choice").click()

    expect(lead.chosen).to_have_count(0)
    expect(reference).to_have_value("BP/12")


def test_an_emptied_title_does_not_remove_evidence_by_a_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    paper = Evidence(id=EvidenceId(UUID(int=7)), title="Board paper 12", reference="BP/12", dated=date(2026, 5, 1))
    lead.has_answered(assessment, Response(question=P1, evidence=(paper,)))
    lead.opens(assessment, "P1")

    lead.page.get_by_role("textbox", name="Title of the evidence").fill("")
    lead.page.reload()

    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_value("Board paper 12")
    assert lead.response(assessment, "P1").evidence == (paper,)


def test_a_space_at_the_end_of_a_line_is_no_change_of_its_own(lead: Lead) -> None:
    assessment, other = lead.has_started(), lead.another_tab()
    lead.opens(assessment, "P1")
    lead.rationale.fill("One line \nand another")
    lead.rationale.blur()
    lead.sees_saved()
    other.opens(assessment, "P1")
    other.chooses("Good")
    other.sees_saved()

    lead.page.get_by_role("button", name="Add evidence").click()

    expect(lead.chosen).to_have_text("Good")
    expect(lead.page.get_by_text(TOLD)).to_have_count(0)


def test_a_reference_without_a_title_is_there_after_next_and_back_and_after_a_reload(lead: Lead) -> None:
    lead.opens(lead.has_started(), "P1")
    reference = lead.page.get_by_role("textbox", name="Reference or where to find it")
    lead.page.get_by_role("button", name="Add evidence").click()
    reference.fill("BP/12")
    reference.blur()
    expect(lead.status).to_have_text("Waiting for a title for the evidence")

    lead.page.get_by_role("link", name="Next").click(delay=80)
    lead.sees_question("P2")
    lead.page.get_by_role("link", name="Back").click(delay=80)
    lead.sees_question("P1")
    expect(reference).to_have_value("BP/12")
    lead.page.reload()

    expect(reference).to_have_value("BP/12")
    expect(lead.status).to_have_text("Waiting for a title for the evidence")


def test_not_applicable_chosen_by_mistake_can_be_cleared(lead: Lead) -> None:
    code = next(question.code for question in lead.bank.questions() if question.not_applicable_when)
    lead.opens(lead.has_started(), code)
    lead.chooses("Not applicable")
    expect(lead.status).to_have_text("Waiting for the reason why the question does not apply")

    lead.page.get_by_role("button", name="Clear my choice").click()

    expect(lead.chosen).to_have_count(0)
    expect(lead.status).to_have_text("Not answered yet")


def test_an_emptied_title_is_waited_for_and_not_said_to_be_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    paper = Evidence(id=EvidenceId(UUID(int=8)), title="Board paper 12")
    lead.has_answered(assessment, Response(question=P1, evidence=(paper,)))
    lead.opens(assessment, "P1")

    lead.page.get_by_role("textbox", name="Title of the evidence").fill("")
    lead.page.get_by_role("textbox", name="Title of the evidence").blur()

    expect(lead.status).to_have_text("Waiting for a title for the evidence")
    assert lead.response(assessment, "P1").evidence == (paper,)


def test_evidence_with_a_date_before_the_calendar_begins_can_be_opened(lead: Lead) -> None:
    assessment = lead.has_started()
    paper = Evidence(id=EvidenceId(UUID(int=9)), title="Old agreement", dated=date(1985, 5, 1))
    lead.has_answered(assessment, Response(question=P1, evidence=(paper,)))

    lead.opens(assessment, "P1")
    lead.chooses("Good")

    lead.sees_saved()
    assert lead.response(assessment, "P1").evidence == (paper,)
