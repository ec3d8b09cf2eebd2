"""Saving, clearing and recovering answers: nothing that was acknowledged or typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from assessment.actions.answering import clear_reply, keep_draft, recover_drafts
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound, NotOpen, ResponseChanged
from assessment.ids import AssessmentId, EvidenceId, LevelCode, QuestionCode
from assessment.rounds.response import Draft, Evidence, NotApplicable, Response
from assessment.views.question_view import Unsaved, open_question_view
from tests.actions.conftest import AT, OTHER_PAGE, PAGE, Workspace

P1 = QuestionCode("P1")
LATER = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def a_draft(expected_version: int = 0, *, page: str = OTHER_PAGE, **fields: str) -> Draft:
    return Draft(question=P1, page=page, expected_version=expected_version, kept_at=AT, fields=fields)


def keep(workspace: Workspace, id: AssessmentId, draft: Draft) -> None:
    keep_draft(workspace.store, workspace.actor, workspace.library, id, draft)


def recover(workspace: Workspace, id: AssessmentId) -> bool:
    return recover_drafts(workspace.store, workspace.actor, workspace.library, id, P1, at=LATER)


def overtaken_text(workspace: Workspace, id: AssessmentId) -> tuple[Unsaved, ...]:
    return open_question_view(workspace.store, workspace.actor, workspace.library, id, "P1").overtaken


def test_a_response_is_stored_with_its_version_and_time(workspace: Workspace) -> None:
    id = workspace.start()

    saved = workspace.record(id, workspace.response(4, rationale="Agreed in May."))

    assert (saved.version, saved.saved_at) == (1, AT)
    assert workspace.stored(id) == saved


def test_a_save_that_is_sent_twice_is_one_version(workspace: Workspace) -> None:
    id = workspace.start()

    workspace.record(id, workspace.response(4))
    again = workspace.record(id, workspace.response(4))

    assert again.version == 1


def test_a_save_over_a_colleagues_newer_version_is_refused_and_its_text_is_kept(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))

    with pytest.raises(ResponseChanged, match="changed"):
        workspace.record(id, workspace.response(2, rationale="Mine"), page=OTHER_PAGE)

    (unsaved,) = overtaken_text(workspace, id)
    assert unsaved.typed == workspace.response(2, rationale="Mine")
    assert workspace.stored(id).response == workspace.response(4)


def test_a_refused_response_changes_nothing(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))

    with pytest.raises(InvalidInput, match="4,001 characters long; the most is 4,000"):
        workspace.record(id, workspace.response(5, rationale="x" * 4001), expected_version=1)

    assert workspace.stored(id).version == 1
    (refused,) = open_question_view(workspace.store, workspace.actor, workspace.library, id, "P1").refused
    assert refused.typed == workspace.response(5, rationale="x" * 4001)


def test_a_level_of_another_scale_is_refused(workspace: Workspace) -> None:
    id = workspace.start()
    forged = replace(workspace.bank.level_at(5), code=LevelCode("divine"))

    with pytest.raises(InvalidInput):
        workspace.record(id, Response(question=P1, reply=forged))


def test_clearing_removes_the_level_and_keeps_the_rationale(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4, rationale="Agreed in May."))

    cleared = clear_reply(
        workspace.store, workspace.actor, workspace.library, id, P1, expected_version=1, page=PAGE, at=LATER
    )

    assert cleared.response == workspace.response(None, rationale="Agreed in May.")
    assert cleared.version == 2


def test_typed_text_is_saved_when_the_question_is_opened_again(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    keep(workspace, id, a_draft(1, rationale="Half a sen"))

    assert recover(workspace, id)

    assert workspace.stored(id).response == workspace.response(4, rationale="Half a sen")
    assert not recover(workspace, id)


def test_text_that_only_continues_the_stored_text_is_saved_although_a_click_was_saved_in_between(
    workspace: Workspace,
) -> None:
    id = workspace.start()
    keep(workspace, id, a_draft(0, rationale="Half a sen"))
    workspace.record(id, workspace.response(4, rationale="Half"))

    assert recover(workspace, id)

    assert workspace.stored(id).response == workspace.response(4, rationale="Half a sen")


def test_typed_text_that_a_newer_answer_overtook_is_shown_to_its_author(workspace: Workspace) -> None:
    id = workspace.start()
    keep(workspace, id, a_draft(0, rationale="Half a sen"))
    workspace.record(id, workspace.response(4, rationale="Somebody else"))

    assert not recover(workspace, id)

    (unsaved,) = overtaken_text(workspace, id)
    assert unsaved.typed.rationale == "Half a sen"
    assert workspace.stored(id).response.rationale == "Somebody else"


def test_a_draft_of_text_that_is_already_saved_is_dropped(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4, rationale="The same"))
    keep(workspace, id, a_draft(0, rationale="The same"))

    assert not recover(workspace, id)

    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.drafts.of(assessment) == ()


def test_a_save_drops_only_the_draft_of_its_own_page(workspace: Workspace) -> None:
    id = workspace.start()
    keep(workspace, id, a_draft(0, page=PAGE, rationale="Mine, older"))
    keep(workspace, id, a_draft(0, page=OTHER_PAGE, rationale="The other tab's"))

    workspace.record(id, workspace.response(4, rationale="Mine, newer"), page=PAGE)

    assert [unsaved.typed.rationale for unsaved in overtaken_text(workspace, id)] == ["The other tab's"]


def test_text_that_is_too_long_to_save_is_shown_again_to_be_shortened(workspace: Workspace) -> None:
    id = workspace.start()
    keep(workspace, id, a_draft(0, rationale="x" * 4001))

    assert not recover(workspace, id)

    (refused,) = open_question_view(workspace.store, workspace.actor, workspace.library, id, "P1").refused
    assert refused.typed.rationale == "x" * 4001


def test_a_recovered_reason_makes_the_question_not_applicable(workspace: Workspace) -> None:
    id = workspace.start()
    code = next(question.code for question in workspace.bank.questions() if question.not_applicable_when)
    keep(workspace, id, replace(a_draft(0, not_applicable="No such"), question=code))

    recover_drafts(workspace.store, workspace.actor, workspace.library, id, code, at=LATER)

    assert workspace.stored(id, code).response.reply == NotApplicable(reason="No such")


@pytest.mark.parametrize("name", ["reply", "rationale2", "evidence.1.title", "evidence", "__class__"])
def test_a_closing_page_cannot_send_other_fields(workspace: Workspace, name: str) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="This text does not belong to a question on this page"):
        keep(workspace, id, a_draft(0, **{name: "x"}))


def test_no_answer_or_text_is_accepted_after_submission(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    with pytest.raises(NotOpen, match="submitted on 22 November 2026"):
        workspace.record(id, workspace.response(5), expected_version=1)
    with pytest.raises(NotOpen):
        keep(workspace, id, a_draft(1, rationale="x"))


def test_an_unknown_assessment_and_an_unknown_question_are_not_found(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(NotFound):
        workspace.record(AssessmentId(UUID(int=1)), workspace.response(4))
    with pytest.raises(NotFound):
        keep(workspace, id, replace(a_draft(0, rationale="x"), question=QuestionCode("Z9")))


def test_text_that_arrives_after_its_own_page_has_saved_it_is_not_kept_as_a_draft(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4, rationale="Agreed in May."))

    keep(workspace, id, a_draft(expected_version=0, rationale="Agreed in May."))

    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.drafts.of(assessment) == ()


def test_text_of_a_closing_page_replaces_the_text_that_was_refused_on_it(workspace: Workspace) -> None:
    id = workspace.start()
    with pytest.raises(InvalidInput):
        workspace.record(id, workspace.response(5, rationale="x" * 4001), page=OTHER_PAGE)

    keep(workspace, id, a_draft(expected_version=0, rationale="y" * 4001))

    (refused,) = open_question_view(workspace.store, workspace.actor, workspace.library, id, "P1").refused
    assert refused.typed == workspace.response(5, rationale="y" * 4001)


def test_an_emptied_title_removes_no_evidence(workspace: Workspace) -> None:
    id = workspace.start()
    paper = Evidence(id=EvidenceId(UUID(int=7)), title="Board paper 12", reference="BP/12")
    workspace.record(id, replace(workspace.response(4), evidence=(paper,)))

    keep(
        workspace,
        id,
        a_draft(expected_version=1, **{f"evidence.{paper.id}.title": "", f"evidence.{paper.id}.reference": "BP/13"}),
    )
    recover(workspace, id)

    assert workspace.stored(id).response.evidence == (replace(paper, reference="BP/13"),)


def test_a_page_that_repeats_a_reply_that_was_changed_since_is_told_of_the_change(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    workspace.record(id, workspace.response(3), expected_version=1)

    with pytest.raises(ResponseChanged):
        workspace.record(id, workspace.response(4), page=OTHER_PAGE)


def test_an_assessment_is_not_submitted_while_typed_text_is_unsaved(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    keep(workspace, id, a_draft(expected_version=1, rationale="Half a sen"))

    with pytest.raises(InvalidInput, match="Text typed for P1 has not been saved"):
        submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=LATER)

    recover(workspace, id)
    assert submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=LATER).submitted_at == LATER
