"""What became of an action: every change in words, and each action counted once."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.codes import ActionState
from assessment.ids import QuestionCode
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
        (None, NOW, "new", "new"),
        (NOW, NOW, "unchanged", "unchanged"),
        (NOW, replace(NOW, state=ActionState.DONE), "done", "was under way"),
        (NOW, replace(NOW, state=ActionState.DROPPED), "dropped", "was under way"),
        (NOW, replace(NOW, state=ActionState.PLANNED), "planned again", "was under way"),
        (replace(NOW, state=ActionState.DONE), NOW, "now under way", "was done"),
        (replace(NOW, due=date(2026, 11, 3)), NOW, "with another day", "was due on 3 November 2026"),
        (replace(NOW, owner="head of HR"), NOW, "with another owner", "owner was head of HR"),
        (replace(NOW, what="Sign."), NOW, "reworded", "reworded"),
        (
            replace(NOW, state=ActionState.PLANNED, due=date(2026, 11, 3), owner="Head of HR", what="Sign."),
            NOW,
            "now under way",
            "was planned; was due on 3 November 2026; owner was Head of HR; reworded",
        ),
    ],
)
def test_a_change_is_told_whole_and_counts_as_one_thing(
    before: ImprovementAction | None, now: ImprovementAction, counted: str, words: str
) -> None:
    found = action_change(before, now)

    assert (found.counted.value, found.words) == (counted, words)


def test_the_numbers_add_up_to_the_actions_and_leave_out_what_there_is_none_of() -> None:
    changes = [
        action_change(None, NOW),
        action_change(NOW, NOW),
        action_change(None, NOW),
        action_change(replace(NOW, what="Sign."), NOW),
    ]

    assert count_changes(changes) == "2 new, 1 reworded, 1 unchanged"
