"""How an action changed since an earlier report: in words, and as the one kind of change that is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from assessment.codes import ActionChangeKind, ActionState
from assessment.dates import uk_date
from assessment.rounds.improvement_action import ImprovementAction
from assessment.wording import words

_REACHED: Final = {
    ActionState.DONE: ActionChangeKind.DONE,
    ActionState.WITHDRAWN: ActionChangeKind.WITHDRAWN,
    ActionState.UNDER_WAY: ActionChangeKind.UNDER_WAY,
    ActionState.PLANNED: ActionChangeKind.PLANNED_AGAIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChange:
    """The change of one action. `words` name everything that changed: ``was under way; owner was Head of Legal``."""

    counted: ActionChangeKind
    words: str


def action_change(before: ImprovementAction | None, now: ImprovementAction) -> ActionChange:
    """Return the change from `before` to `now`. `before` is None for a new action."""
    if before is None:
        return ActionChange(counted=ActionChangeKind.NEW, words="new")
    found = list(_changes(before, now)) or [(ActionChangeKind.UNCHANGED, "unchanged")]
    return ActionChange(counted=found[0][0], words="; ".join(text for _, text in found))


def count_changes(changes: Iterable[ActionChange]) -> str:
    """Return the number of actions by kind of change: ``2 new, 1 done, 3 unchanged``. They add up to all actions."""
    counts = Counter(change.counted for change in changes)
    return ", ".join(f"{counts[kind]} {words(kind)}" for kind in ActionChangeKind if kind in counts)


def _changes(before: ImprovementAction, now: ImprovementAction) -> Iterator[tuple[ActionChangeKind, str]]:
    if now.state is not before.state:
        yield _REACHED[now.state], f"was {words(before.state)}"
    if now.due != before.due:
        yield ActionChangeKind.NEW_DUE_DATE, f"was due on {uk_date(before.due)}"
    if (now.owner_id, now.owner) != (before.owner_id, before.owner):
        yield ActionChangeKind.NEW_OWNER, f"owner was {before.owner}"
    if (now.question, now.about, now.what) != (before.question, before.about, before.what):
        yield ActionChangeKind.REWORDED, "reworded"
