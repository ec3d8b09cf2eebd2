"""An action: what will be done about a question, by whom, by when, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from assessment.codes import ActionState
from assessment.errors import InvalidInput
from assessment.ids import ActionId, QuestionCode
from assessment.rounds.text_rules import NAME_LENGTH, clean_name, clean_text, is_blank

WHAT_LENGTH: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementAction:
    """One action on one question."""

    question: QuestionCode
    what: str
    owner: str
    due: date
    state: ActionState = ActionState.PLANNED

    def is_overdue(self, *, on: date) -> bool:
        """Whether its day has passed with something still to do."""
        return self.state.is_open and on > self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredImprovementAction:
    """An action as it is kept: its version is 1 when it is first saved, and one more with each save."""

    id: ActionId
    action: ImprovementAction
    version: int
    saved_at: datetime
    saved_by: str


def clean_action(action: ImprovementAction) -> ImprovementAction:
    """The action as it is kept. Raises :class:`InvalidInput` with every problem."""
    problems: list[str] = []
    what = owner = ""
    try:
        what = clean_text(action.what, field_name="action", most=WHAT_LENGTH)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    else:
        if is_blank(what):
            problems.append("The action is empty. Write what will be done.")
    try:
        owner = clean_name(action.owner, field_name="owner", most=NAME_LENGTH)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    if problems:
        raise InvalidInput(*problems)
    return ImprovementAction(question=action.question, what=what, owner=owner, due=action.due, state=action.state)


def in_due_order(actions: Iterable[StoredImprovementAction], *, on: date) -> tuple[StoredImprovementAction, ...]:
    """Overdue first, then what is open, then done and dropped; each by the day it is due."""

    def place(stored: StoredImprovementAction) -> tuple[bool, bool, int, date, str]:
        action = stored.action
        states = list(ActionState)
        settled = 0 if action.state.is_open else states.index(action.state)
        return (not action.is_overdue(on=on), not action.state.is_open, settled, action.due, str(stored.id))

    return tuple(sorted(actions, key=place))
