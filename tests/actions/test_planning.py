"""Planning: what the lead records about an area to improve, and what the page of actions then shows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import uuid6

from assessment.actions.planning import plan_action
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound
from assessment.rounds.action import Action, ActionState, StoredAction
from assessment.terms import ActionId, AssessmentId, QuestionCode
from assessment.views.plan import Plan, open_plan
from assessment.views.report import read_report
from tests.actions.conftest import AT, Desk

SIGN = Action(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))


def planned(desk: Desk, id: AssessmentId, action: Action = SIGN) -> StoredAction:
    new = ActionId(uuid6.uuid7())
    return plan_action(desk.store, desk.asker, desk.library, id, action, id=new, seen=0, at=AT)


def plan_of(desk: Desk, id: AssessmentId, *, at: datetime = AT) -> Plan:
    return open_plan(desk.store, desk.asker, desk.library, id, at=at)


def test_an_action_is_on_the_page_and_in_the_report(desk: Desk) -> None:
    id = desk.start()
    stored = planned(desk, id)

    assert [line.stored for line in plan_of(desk, id).lines] == [stored]
    with desk.store.read() as unit:
        _, subject = read_report(unit, desk.asker, desk.library, id, at=AT)
    assert subject.actions == (stored,)


def test_actions_can_be_planned_after_the_assessment_is_submitted(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(2))
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)

    assert planned(desk, id).version == 1


def test_overdue_comes_first_from_the_day_after_in_the_uk(desk: Desk) -> None:
    id = desk.start()
    later = planned(desk, id, replace(SIGN, due=date(2027, 7, 10)))
    due = planned(desk, id, replace(SIGN, due=date(2027, 7, 3)))

    # In summer the UK's day begins an hour before that of UTC.
    before = plan_of(desk, id, at=datetime(2027, 7, 3, 22, 59, tzinfo=UTC))
    after = plan_of(desk, id, at=datetime(2027, 7, 3, 23, 1, tzinfo=UTC))

    assert [(line.stored, line.is_overdue) for line in before.lines] == [(due, False), (later, False)]
    assert [(line.stored, line.is_overdue) for line in after.lines] == [(due, True), (later, False)]


def test_the_areas_to_improve_are_offered_first(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(2, code="S4"))
    desk.record(id, desk.response(5, code="P2"))

    plan = plan_of(desk, id)

    assert plan.areas == 1
    assert [question.code for question in plan.questions[:3]] == ["S4", "P1", "P2"]
    assert len(plan.questions) == 53


def test_a_question_that_the_bank_lacks_is_refused(desk: Desk) -> None:
    id = desk.start()

    with pytest.raises(InvalidInput, match="The question bank has no question X9"):
        planned(desk, id, replace(SIGN, question=QuestionCode("X9")))

    assert plan_of(desk, id).lines == ()


def test_an_action_without_a_question_is_refused(desk: Desk) -> None:
    id = desk.start()

    with pytest.raises(InvalidInput, match="No question is chosen"):
        planned(desk, id, replace(SIGN, question=QuestionCode("")))


def test_an_assessment_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(NotFound):
        planned(desk, AssessmentId(uuid6.uuid7()))


def test_an_action_that_is_done_is_no_longer_open(desk: Desk) -> None:
    id = desk.start()
    first = planned(desk, id)
    done = replace(SIGN, state=ActionState.DONE)

    plan_action(desk.store, desk.asker, desk.library, id, done, id=first.id, seen=1, at=AT)

    (line,) = plan_of(desk, id, at=datetime(2027, 1, 1, tzinfo=UTC)).lines
    assert (line.stored.action.state, line.is_overdue) == (ActionState.DONE, False)
