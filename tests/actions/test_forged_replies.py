"""Replies that no page of this app sends are refused with a sentence, and nothing of them is kept."""

from dataclasses import replace
from uuid import UUID

import pytest

from assessment.actions.answering import keep_draft, recover_drafts
from assessment.bank.model import Level
from assessment.errors import InvalidInput, ResponseChanged
from assessment.ids import AssessmentId, EvidenceId, LevelCode, QuestionCode
from assessment.rounds.response import Draft, Evidence, NotApplicable, Response
from assessment.views.question_view import open_question_view
from tests.actions.conftest import AT, OTHER_PAGE, Workspace
from tests.bank_builders import GOOD, SCALE

P1 = QuestionCode("P1")
NOT_A_LEVEL = "is not a level. Use one of inadequate, requires_improvement, adequate, good, outstanding."


@pytest.mark.parametrize(
    ("level", "message"),
    [
        (GOOD, f"“good” {NOT_A_LEVEL}"),
        (replace(SCALE[0], place=5), f"“inadequate” {NOT_A_LEVEL}"),
        (
            Level(place=6, code=LevelCode("perfect"), title="Perfect", meaning="Better than best."),
            f"“perfect” {NOT_A_LEVEL}",
        ),
        (Level(place=1, code=LevelCode("<b>\n"), title="Good", meaning=""), f"“<b>\ufffd” {NOT_A_LEVEL}"),
    ],
    ids=["of another bank", "moved on the scale", "beyond the scale", "with markup for a code"],
)
def test_a_level_that_is_not_in_the_bank_is_refused_and_the_saved_level_stays(
    workspace: Workspace, level: Level, message: str
) -> None:
    id = workspace.start()
    saved = workspace.record(id, workspace.response(4, rationale="Agreed in May."))

    with pytest.raises(InvalidInput) as refused:
        workspace.record(id, Response(question=P1, reply=level), expected_version=1)

    assert refused.value.sentences == (message,)
    assert has_no_unsaved_text(workspace, id)
    assert workspace.stored(id) == saved


def test_not_applicable_is_refused_for_a_question_that_always_applies(workspace: Workspace) -> None:
    id = workspace.start()
    saved = workspace.record(id, workspace.response(4))

    with pytest.raises(InvalidInput) as refused:
        workspace.record(id, Response(question=P1, reply=NotApplicable(reason="We say so.")), expected_version=1)

    assert refused.value.sentences == (
        "P1 always applies, so it cannot be marked not applicable. Choose a level, or leave it unanswered.",
    )
    assert has_no_unsaved_text(workspace, id)
    assert workspace.stored(id) == saved


def test_a_reason_is_not_kept_for_a_question_that_always_applies(workspace: Workspace) -> None:
    id = workspace.start()
    draft = Draft(question=P1, page=OTHER_PAGE, expected_version=0, kept_at=AT, fields={"not_applicable": "We say so."})

    with pytest.raises(InvalidInput, match="This text does not belong to a question on this page"):
        keep_draft(workspace.store, workspace.actor, workspace.library, id, draft)

    assert has_no_unsaved_text(workspace, id)


@pytest.mark.parametrize("code", ["ZZ", "p1", "", "P1\x00", "P1' OR '1'='1"])
def test_an_answer_to_a_question_that_is_not_in_the_bank_is_refused(workspace: Workspace, code: str) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="is not a question of Police-to-police collaboration self-assessment"):
        workspace.record(id, Response(question=QuestionCode(code), reply=workspace.bank.level_at(5)))

    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.responses.of(assessment, workspace.bank) == {}
        assert unit.drafts.of(assessment) == ()


def test_more_evidence_than_a_page_has_rows_for_is_refused(workspace: Workspace) -> None:
    id = workspace.start()
    pieces = tuple(Evidence(id=EvidenceId(UUID(int=number)), title="Board paper") for number in range(1, 22))

    with pytest.raises(InvalidInput, match="P1 names 21 pieces of evidence; the most is 20"):
        workspace.record(id, Response(question=P1, reply=workspace.bank.level_at(4), evidence=pieces))

    assert workspace.stored(id).version == 0


@pytest.mark.parametrize("expected_version", [0, 2, 2**31 - 1])
def test_a_save_over_a_version_that_is_not_stored_overwrites_nothing(
    workspace: Workspace, expected_version: int
) -> None:
    id = workspace.start()
    saved = workspace.record(id, workspace.response(4))

    with pytest.raises(ResponseChanged):
        workspace.record(id, workspace.response(1), expected_version=expected_version)

    assert workspace.stored(id) == saved


def has_no_unsaved_text(workspace: Workspace, id: AssessmentId) -> bool:
    """Return True if the question, when it is opened again, shows no unsaved text."""
    recovered = recover_drafts(workspace.store, workspace.actor, workspace.library, id, P1, at=AT)
    view = open_question_view(workspace.store, workspace.actor, workspace.library, id, P1)
    return not recovered and not view.refused and not view.overtaken
