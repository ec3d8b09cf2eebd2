"""Improvement actions: what will be done about a question, by whom, by when, and its state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from assessment.codes import ActionState
from assessment.errors import InvalidInput, Sentence, sentence
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
        """Return True if the action is still open after its due date."""
        return self.state.is_open and on > self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredImprovementAction:
    """An action as the database holds it. Its version is 1 after the first save, and goes up by one with each save."""

    id: ActionId
    action: ImprovementAction
    version: int
    saved_at: datetime
    saved_by: str


def clean_action(action: ImprovementAction) -> ImprovementAction:
    """Return the action with its texts cleaned. Raise :class:`InvalidInput` with every problem."""
    problems: list[Sentence] = []
    what = owner = ""
    try:
        what = clean_text(action.what, field_name="action", most=WHAT_LENGTH)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    else:
        if is_blank(what):
            problems.append(sentence("action_empty", "The action is empty. Write what will be done."))
    try:
        owner = clean_name(action.owner, field_name="owner", most=NAME_LENGTH)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
    if problems:
        raise InvalidInput(*problems)
    return ImprovementAction(question=action.question, what=what, owner=owner, due=action.due, state=action.state)


def in_due_order(actions: Iterable[StoredImprovementAction], *, on: date) -> tuple[StoredImprovementAction, ...]:
    """Return overdue actions first, then other open ones, then done and dropped ones, each group by due date."""

    def place(stored: StoredImprovementAction) -> tuple[bool, bool, int, date, str]:
        action = stored.action
        states = list(ActionState)
        settled = 0 if action.state.is_open else states.index(action.state)
        return (not action.is_overdue(on=on), not action.state.is_open, settled, action.due, str(stored.id))

    return tuple(sorted(actions, key=place))
