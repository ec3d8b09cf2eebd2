"""Improvement actions: when one is overdue, their order, and the texts that are accepted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from assessment.codes import ActionState
from assessment.errors import InvalidFields, InvalidInput
from assessment.ids import ActionId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction, clean_action, in_due_order

DUE = date(2026, 11, 20)


def an_action(
    *, state: ActionState = ActionState.PLANNED, due: date = DUE, what: str = "Sign it."
) -> ImprovementAction:
    return ImprovementAction(question=QuestionCode("P1"), what=what, owner="Head of Legal", due=due, state=state)


def stored(number: int, action: ImprovementAction) -> StoredImprovementAction:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return StoredImprovementAction(id=ActionId(UUID(int=number)), action=action, version=1, saved_at=at, saved_by="Sam")


@pytest.mark.parametrize(
    ("state", "on", "overdue"),
    [
        (ActionState.PLANNED, date(2026, 11, 20), False),
        (ActionState.PLANNED, date(2026, 11, 21), True),
        (ActionState.UNDER_WAY, date(2026, 11, 21), True),
        (ActionState.DONE, date(2026, 11, 21), False),
        (ActionState.WITHDRAWN, date(2026, 11, 21), False),
    ],
)
def test_an_open_action_is_overdue_from_the_day_after_its_due_date(state: ActionState, on: date, overdue: bool) -> None:
    assert an_action(state=state).is_overdue(on=on) is overdue


def test_overdue_actions_come_first_then_other_open_ones_then_settled_ones() -> None:
    actions = [
        stored(1, an_action(state=ActionState.WITHDRAWN, due=date(2026, 1, 1))),
        stored(2, an_action(state=ActionState.DONE, due=date(2026, 1, 1))),
        stored(3, an_action(due=date(2027, 1, 1))),
        stored(4, an_action(state=ActionState.UNDER_WAY, due=date(2026, 12, 1))),
        stored(5, an_action(due=date(2026, 11, 2))),
        stored(6, an_action(due=date(2026, 11, 1))),
    ]

    assert [each.id.int for each in in_due_order(actions, on=date(2026, 11, 22))] == [6, 5, 4, 3, 2, 1]


def test_an_action_is_kept_without_the_white_space_around_it() -> None:
    assert clean_action(an_action(what="  Sign it.\r\nThen file it.  ")).what == "Sign it.\nThen file it."


@pytest.mark.parametrize(
    ("action", "problem"),
    [
        (an_action(what=" "), "The action is empty. Write what will be done."),
        (an_action(what="x" * 1_001), "The action is 1,001 characters long; the most is 1,000. Shorten it."),
        (
            ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner=" ", due=DUE),
            "The owner is empty. Give it between 1 and 200 characters.",
        ),
        (
            an_action(state=ActionState.WITHDRAWN),
            "Say why the action is withdrawn. It stays on record.",
        ),
    ],
)
def test_a_text_that_is_not_accepted_is_refused_with_the_reason(action: ImprovementAction, problem: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        clean_action(action)

    assert refusal.value.sentences == (problem,)


def test_every_problem_is_told_at_once_with_its_field() -> None:
    with pytest.raises(InvalidFields) as refusal:
        clean_action(
            ImprovementAction(
                question=QuestionCode("P1"), what="", owner="", due=DUE, state=ActionState.WITHDRAWN, reason=" "
            )
        )

    assert [(problem.place, problem.says.code) for problem in refusal.value.problems] == [
        (("what",), "action_empty"),
        (("owner",), "name_empty"),
        (("reason",), "withdrawal_without_reason"),
    ]


def test_only_a_withdrawn_action_keeps_a_reason() -> None:
    reason = " The unit closes. "

    assert clean_action(replace(an_action(), reason=reason)).reason is None
    withdrawn = replace(an_action(state=ActionState.WITHDRAWN), reason=reason)
    assert clean_action(withdrawn).reason == "The unit closes."
