"""Changes of actions: every change is told in words, and each action is counted once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from assessment.codes import ActionChangeKind, ActionState
from assessment.ids import PersonId, QuestionCode
from assessment.rounds.action_change import action_change, count_changes
from assessment.rounds.improvement_action import ImprovementAction

NOW = ImprovementAction(
    question=QuestionCode("P1"),
    what="Sign it.",
    owner="Head of Legal",
    due=date(2026, 12, 1),
    state=ActionState.UNDER_WAY,
)


@pytest.mark.parametrize(
    ("before", "now", "counted", "words"),
    [
        (None, NOW, ActionChangeKind.NEW, "new"),
        (NOW, NOW, ActionChangeKind.UNCHANGED, "unchanged"),
        (NOW, replace(NOW, state=ActionState.DONE), ActionChangeKind.DONE, "was under way"),
        (NOW, replace(NOW, state=ActionState.WITHDRAWN), ActionChangeKind.WITHDRAWN, "was under way"),
        (NOW, replace(NOW, state=ActionState.PLANNED), ActionChangeKind.PLANNED_AGAIN, "was under way"),
        (replace(NOW, state=ActionState.DONE), NOW, ActionChangeKind.UNDER_WAY, "was done"),
        (replace(NOW, due=date(2026, 11, 3)), NOW, ActionChangeKind.NEW_DUE_DATE, "was due on 3 November 2026"),
        (replace(NOW, owner="head of HR"), NOW, ActionChangeKind.NEW_OWNER, "owner was head of HR"),
        (replace(NOW, what="Sign."), NOW, ActionChangeKind.REWORDED, "reworded"),
        (replace(NOW, about="P1.2"), NOW, ActionChangeKind.REWORDED, "reworded"),
        (
            replace(NOW, owner_id=PersonId(UUID(int=1))),
            NOW,
            ActionChangeKind.NEW_OWNER,
            "owner was Head of Legal",
        ),
        (
            replace(NOW, state=ActionState.PLANNED, due=date(2026, 11, 3), owner="Head of HR", what="Sign."),
            NOW,
            ActionChangeKind.UNDER_WAY,
            "was planned; was due on 3 November 2026; owner was Head of HR; reworded",
        ),
    ],
)
def test_every_change_of_an_action_is_told_and_it_counts_as_one_kind(
    before: ImprovementAction | None, now: ImprovementAction, counted: ActionChangeKind, words: str
) -> None:
    found = action_change(before, now)

    assert (found.counted, found.words) == (counted, words)


def test_the_numbers_add_up_to_the_actions_and_leave_out_kinds_without_any() -> None:
    changes = [
        action_change(None, NOW),
        action_change(NOW, NOW),
        action_change(None, NOW),
        action_change(replace(NOW, what="Sign."), NOW),
    ]

    assert count_changes(changes) == "2 new, 1 reworded, 1 unchanged"


@pytest.mark.parametrize(
    ("now", "counted"),
    [
        (replace(NOW, state=ActionState.PLANNED), "1 planned again"),
        (replace(NOW, state=ActionState.DONE), "1 done"),
        (replace(NOW, due=date(2026, 11, 3)), "1 with a new due date"),
        (replace(NOW, owner="Head of HR"), "1 with a new owner"),
    ],
)
def test_each_kind_of_change_follows_its_number_in_words(now: ImprovementAction, counted: str) -> None:
    assert count_changes([action_change(NOW, now)]) == counted
