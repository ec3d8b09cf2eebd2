"""Improvement actions: what will be done about a question, by whom, by when, and its state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from assessment.codes import ActionState
from assessment.errors import FieldProblem, InvalidFields, InvalidInput, Sentence, sentence
from assessment.ids import ActionId, PersonId, QuestionCode
from assessment.rounds.text_rules import NAME_LENGTH, REASON_LENGTH, clean_name, clean_text, is_blank

WHAT_LENGTH: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementAction:
    """One action on one question."""

    question: QuestionCode
    about: str | None = None
    """The code of the statement that it makes true, or of the finding that it puts right; None for the question."""
    what: str
    owner: str
    """The name of the person who owns it, or a job title."""
    owner_id: PersonId | None = None
    """The person who owns it; None where the owner is a job title."""
    due: date
    state: ActionState = ActionState.PLANNED
    reason: str | None = None
    """Why it was withdrawn; None in any other state."""

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
    """Return the action with its texts cleaned, and with a reason only where it is withdrawn.

    Raise :class:`InvalidFields` with every problem. The name of a person who owns it is taken as it is.
    """
    problems: list[FieldProblem] = []

    def found(place: str, *says: Sentence) -> None:
        problems.extend(FieldProblem(place=(place,), says=each) for each in says)

    def text(typed: str, place: str, *, field_name: str, most: int, if_blank: Sentence) -> str:
        try:
            cleaned = clean_text(typed, field_name=field_name, most=most)
        except InvalidInput as invalid:
            found(place, *invalid.sentences)
            return ""
        if is_blank(cleaned):
            found(place, if_blank)
        return cleaned

    what = text(
        action.what,
        "what",
        field_name="action",
        most=WHAT_LENGTH,
        if_blank=sentence("action_empty", "The action is empty. Write what will be done."),
    )
    owner, reason = action.owner, None
    if action.owner_id is None:
        try:
            owner = clean_name(owner, field_name="owner", most=NAME_LENGTH)
        except InvalidInput as invalid:
            found("owner", *invalid.sentences)
    if action.state is ActionState.WITHDRAWN:
        reason = text(
            action.reason or "",
            "reason",
            field_name="reason",
            most=REASON_LENGTH,
            if_blank=sentence("withdrawal_without_reason", "Say why the action is withdrawn. It stays on record."),
        )
    if problems:
        raise InvalidFields(*problems)
    return replace(action, what=what, owner=owner, reason=reason)


def planned_for(actions: Iterable[StoredImprovementAction]) -> dict[str, StoredImprovementAction]:
    """Return the action that stands for each statement or finding, by its code: of several, one that is open."""
    standing = [each for each in actions if each.action.about and each.action.state is not ActionState.WITHDRAWN]
    # What comes later takes the place, so open ones come last.
    return {str(each.action.about): each for each in sorted(standing, key=lambda each: each.action.state.is_open)}


def in_due_order(actions: Iterable[StoredImprovementAction], *, on: date) -> tuple[StoredImprovementAction, ...]:
    """Return overdue actions first, then other open ones, then done and withdrawn ones, each group by due date."""

    def place(stored: StoredImprovementAction) -> tuple[bool, bool, int, date, str]:
        action = stored.action
        states = list(ActionState)
        settled = 0 if action.state.is_open else states.index(action.state)
        return (not action.is_overdue(on=on), not action.state.is_open, settled, action.due, str(stored.id))

    return tuple(sorted(actions, key=place))
