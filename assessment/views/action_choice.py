"""Which actions of a long list are shown, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessment.codes import ActionFilter, ActionOrder, ActionState
from assessment.ids import ActionId
from assessment.rounds.names import name_key
from assessment.views.improvement_view import ImprovementLine
from assessment.views.page_numbers import nearest_page

LINES_PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChoice:
    """What somebody chose to see. `owner` is a key of :func:`owner_key`; None means every theme and every owner."""

    shown: ActionFilter = ActionFilter.OPEN
    theme: str | None = None
    owner: str | None = None
    order: ActionOrder = ActionOrder.DUE
    is_descending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenActions:
    """A page of the lines that were chosen."""

    lines: tuple[ImprovementLine, ...]
    found: int
    """The number of lines on all pages."""
    page: int
    pages: int
    counts: Mapping[ActionFilter, int]
    """How many lines each filter shows, for the theme and the owner that were chosen."""


def choose(lines: Sequence[ImprovementLine], choice: ActionChoice, *, also: ActionId | None = None) -> ChosenActions:
    """Return the page of those lines, which are in the order in which they are due.

    The action `also` is shown whether it was chosen or not, on the page that it falls on. A page that does not exist is
    the nearest that does.
    """
    within = [line for line in lines if _is_within(choice, line)]
    matching = {line.stored.id for line in within if _shows(choice.shown, line)}
    found = _sorted([line for line in lines if line.stored.id in matching or line.stored.id == also], choice)
    place = next((place for place, line in enumerate(found) if line.stored.id == also), None)
    asked = choice.page if place is None else place // LINES_PER_PAGE + 1
    page, pages = nearest_page(asked, len(found), size=LINES_PER_PAGE)
    return ChosenActions(
        lines=tuple(found[(page - 1) * LINES_PER_PAGE : page * LINES_PER_PAGE]),
        found=len(found),
        page=page,
        pages=pages,
        counts={shown: sum(_shows(shown, line) for line in within) for shown in ActionFilter},
    )


def owner_key(line: ImprovementLine) -> str:
    """Return what tells the owner of an action from every other: the id of a person, or a job title."""
    action = line.stored.action
    return action.owner if action.owner_id is None else str(action.owner_id)


def _is_within(choice: ActionChoice, line: ImprovementLine) -> bool:
    return choice.theme in (None, line.theme.code) and choice.owner in (None, owner_key(line))


def _shows(shown: ActionFilter, line: ImprovementLine) -> bool:
    state = line.stored.action.state
    match shown:
        case ActionFilter.OPEN:
            return state.is_open
        case ActionFilter.OVERDUE:
            return line.is_overdue
        case ActionFilter.DONE:
            return state is ActionState.DONE
        case ActionFilter.WITHDRAWN:
            return state is ActionState.WITHDRAWN
        case ActionFilter.ALL:
            return True


def _sorted(lines: list[ImprovementLine], choice: ActionChoice) -> list[ImprovementLine]:
    """Return the lines sorted; those that are equal stay in the order in which they are due."""
    match choice.order:
        case ActionOrder.QUESTION:
            return sorted(lines, key=lambda line: line.place, reverse=choice.is_descending)
        case ActionOrder.OWNER:
            return sorted(lines, key=lambda line: name_key(line.stored.action.owner), reverse=choice.is_descending)
        case ActionOrder.STATE:
            states = list(ActionState)
            return sorted(lines, key=lambda line: states.index(line.stored.action.state), reverse=choice.is_descending)
        case ActionOrder.DUE:
            return lines[::-1] if choice.is_descending else lines
