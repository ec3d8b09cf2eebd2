"""A list of actions is filtered, sorted and paged, and shows the action that was just saved whatever is chosen."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from assessment.codes import ActionFilter, ActionOrder, ActionState
from assessment.ids import ActionId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction
from assessment.views import action_choice
from assessment.views.action_choice import ActionChoice, ChosenActions, choose
from assessment.views.improvement_view import ImprovementLine, open_improvement_actions
from tests.actions.conftest import Workspace

ON = datetime(2026, 12, 1, 12, tzinfo=UTC)
ACTIONS = [
    ("S4", "Head of Legal", date(2026, 12, 31), ActionState.PLANNED),
    ("P1", "Chair", date(2026, 11, 30), ActionState.UNDER_WAY),
    ("P2", "head of legal", date(2027, 1, 31), ActionState.UNDER_WAY),
    ("S4", "Chair", date(2026, 1, 1), ActionState.DONE),
    ("P1", "Chair", date(2026, 1, 1), ActionState.WITHDRAWN),
]


@pytest.fixture
def lines(workspace: Workspace) -> tuple[ImprovementLine, ...]:
    """Five actions, in the order in which they are due: those numbered 2, 1, 3, 4 and 5."""
    id = workspace.start()
    for number, (question, owner, due, state) in enumerate(ACTIONS, start=1):
        reason = "The unit closes." if state is ActionState.WITHDRAWN else None
        action = ImprovementAction(
            question=QuestionCode(question), what="Do it.", owner=owner, due=due, state=state, reason=reason
        )
        workspace.plan(id, action, number=number)
    return open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=ON).lines


def numbers(chosen: ChosenActions) -> list[int]:
    return [line.stored.id.int for line in chosen.lines]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (ActionChoice(), [2, 1, 3]),
        (ActionChoice(shown=ActionFilter.OVERDUE), [2]),
        (ActionChoice(shown=ActionFilter.DONE), [4]),
        (ActionChoice(shown=ActionFilter.WITHDRAWN), [5]),
        (ActionChoice(shown=ActionFilter.ALL), [2, 1, 3, 4, 5]),
        (ActionChoice(shown=ActionFilter.ALL, theme="skills"), [1, 4]),
        (ActionChoice(shown=ActionFilter.ALL, owner="Chair"), [2, 4, 5]),
        (ActionChoice(is_descending=True), [3, 1, 2]),
        (ActionChoice(order=ActionOrder.QUESTION), [2, 3, 1]),
        (ActionChoice(order=ActionOrder.OWNER), [2, 1, 3]),
        (ActionChoice(order=ActionOrder.OWNER, is_descending=True), [1, 3, 2]),
        (ActionChoice(shown=ActionFilter.ALL, order=ActionOrder.STATE), [1, 2, 3, 4, 5]),
    ],
)
def test_what_is_chosen_is_shown_in_the_order_that_is_chosen(
    lines: tuple[ImprovementLine, ...], choice: ActionChoice, expected: list[int]
) -> None:
    assert numbers(choose(lines, choice)) == expected


def test_each_filter_counts_what_it_shows_of_the_theme_and_the_owner(lines: tuple[ImprovementLine, ...]) -> None:
    assert list(choose(lines, ActionChoice()).counts.values()) == [3, 1, 1, 1, 5]
    assert list(choose(lines, ActionChoice(owner="Chair", theme="skills")).counts.values()) == [0, 0, 1, 0, 1]


def test_an_action_that_was_just_saved_is_shown_on_its_page_whatever_is_chosen(
    lines: tuple[ImprovementLine, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action_choice, "LINES_PER_PAGE", 2)

    chosen = choose(lines, ActionChoice(), also=ActionId(UUID(int=4)))

    assert (numbers(chosen), chosen.page, chosen.pages, chosen.found) == ([3, 4], 2, 2, 4)


def test_a_page_that_does_not_exist_is_the_nearest_that_does(
    lines: tuple[ImprovementLine, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action_choice, "LINES_PER_PAGE", 2)

    def page(number: int, **choice: str) -> tuple[list[int], int, int]:
        chosen = choose(lines, ActionChoice(page=number, theme=choice.get("theme")))
        return numbers(chosen), chosen.page, chosen.pages

    assert page(1) == ([2, 1], 1, 2)
    assert page(9) == ([3], 2, 2)
    assert page(0) == ([2, 1], 1, 2)
    assert page(1, theme="none") == ([], 1, 1)
