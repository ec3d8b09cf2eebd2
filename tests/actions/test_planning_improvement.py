"""Improvement actions: what a lead saves, and what the page of actions and the report then show."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import uuid6

from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.submitting import submit_assessment
from assessment.codes import ActionState
from assessment.errors import InvalidInput, NotFound
from assessment.ids import ActionId, AssessmentId, FindingId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.views.improvement_view import (
    ImprovementView,
    SuggestedAction,
    open_improvement_actions,
    suggested_action,
)
from assessment.views.report_view import read_report
from tests.actions.conftest import AT, Workspace

ACTION = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))


def save_action(workspace: Workspace, id: AssessmentId, action: ImprovementAction = ACTION) -> StoredImprovementAction:
    new_id = ActionId(uuid6.uuid7())
    return save_improvement_action(
        workspace.store, workspace.actor, workspace.library, id, action, id=new_id, expected_version=0, at=AT
    )


def open_actions(workspace: Workspace, id: AssessmentId, *, at: datetime = AT) -> ImprovementView:
    return open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=at)


def test_an_action_is_on_the_page_and_in_the_report(workspace: Workspace) -> None:
    id = workspace.start()
    stored = save_action(workspace, id)

    assert [line.stored for line in open_actions(workspace, id).lines] == [stored]
    with workspace.store.read() as unit:
        _, subject = read_report(unit, workspace.actor, workspace.library, id, at=AT)
    assert subject.actions == (stored,)


def test_actions_can_be_planned_after_the_assessment_is_submitted(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    assert save_action(workspace, id).version == 1


def test_an_action_is_overdue_and_listed_first_from_the_day_after_its_due_date_in_the_uk(workspace: Workspace) -> None:
    id = workspace.start()
    later = save_action(workspace, id, replace(ACTION, due=date(2027, 7, 10)))
    earlier = save_action(workspace, id, replace(ACTION, due=date(2027, 7, 3)))

    # In summer the UK's day begins an hour before that of UTC.
    before = open_actions(workspace, id, at=datetime(2027, 7, 3, 22, 59, tzinfo=UTC))
    after = open_actions(workspace, id, at=datetime(2027, 7, 3, 23, 1, tzinfo=UTC))

    assert [(line.stored, line.is_overdue) for line in before.lines] == [(earlier, False), (later, False)]
    assert [(line.stored, line.is_overdue) for line in after.lines] == [(earlier, True), (later, False)]


def test_questions_that_are_areas_to_improve_are_offered_first(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2, code="S4"))
    workspace.record(id, workspace.response(5, code="P2"))

    view = open_actions(workspace, id)

    assert view.areas == 1
    assert [question.code for question in view.questions[:3]] == ["S4", "P1", "P2"]
    assert len(view.questions) == 8


def test_an_action_for_a_question_that_is_not_in_the_bank_is_refused(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="The question bank has no question X9"):
        save_action(workspace, id, replace(ACTION, question=QuestionCode("X9")))

    assert open_actions(workspace, id).lines == ()


def test_an_action_without_a_question_is_refused(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="No question is chosen"):
        save_action(workspace, id, replace(ACTION, question=QuestionCode("")))


def test_an_action_for_an_unknown_assessment_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        save_action(workspace, AssessmentId(uuid6.uuid7()))


def test_an_action_that_is_done_is_never_overdue(workspace: Workspace) -> None:
    id = workspace.start()
    first = save_action(workspace, id)
    done = replace(ACTION, state=ActionState.DONE)

    save_improvement_action(
        workspace.store, workspace.actor, workspace.library, id, done, id=first.id, expected_version=1, at=AT
    )

    (line,) = open_actions(workspace, id, at=datetime(2027, 1, 1, tzinfo=UTC)).lines
    assert (line.stored.action.state, line.is_overdue) == (ActionState.DONE, False)


def test_an_action_can_be_planned_for_a_statement_or_for_a_finding_of_the_bank(workspace: Workspace) -> None:
    view = open_actions(workspace, workspace.start())
    bank = view.opened.bank
    question, asked = next(bank.questions()), bank.question_of(FindingId("F1"))
    assert asked.finding is not None

    assert suggested_action(view, question.statements[0].code) == SuggestedAction(
        question=question, what=question.statements[0].text
    )
    assert suggested_action(view, "F1") == SuggestedAction(question=asked, what=f"Put right: {asked.finding.ask}")
    assert suggested_action(view, "Z9.9") is None
