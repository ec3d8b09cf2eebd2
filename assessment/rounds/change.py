"""What became of an action since an earlier moment: in words, and as the one thing it counts as."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessment.moments import uk_date
from assessment.rounds.action import Action, ActionState


class Counted(StrEnum):
    """What an action counts as, in words that follow a number; the first that is true of it, in this order."""

    NEW = "new"
    DONE = "done"
    DROPPED = "dropped"
    UNDER_WAY = "now under way"
    PLANNED_AGAIN = "planned again"
    ANOTHER_DAY = "with another day"
    ANOTHER_OWNER = "with another owner"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"


_REACHED: Final = {
    ActionState.DONE: Counted.DONE,
    ActionState.DROPPED: Counted.DROPPED,
    ActionState.UNDER_WAY: Counted.UNDER_WAY,
    ActionState.PLANNED: Counted.PLANNED_AGAIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one action. `words` name every change: ``was under way; owner was Head of Legal``."""

    counted: Counted
    words: str


def change(before: Action | None, now: Action) -> Change:
    """What became of an action that was as `before`, or was not there."""
    if before is None:
        return Change(counted=Counted.NEW, words="new")
    found = list(_changes(before, now)) or [(Counted.UNCHANGED, "unchanged")]
    return Change(counted=found[0][0], words="; ".join(words for _, words in found))


def in_numbers(changes: Iterable[Change]) -> str:
    """How many count as what: ``2 new, 1 done, 3 unchanged``. Their sum is the number of actions."""
    count = Counter(each.counted for each in changes)
    return ", ".join(f"{count[each]} {each}" for each in Counted if each in count)


def _changes(before: Action, now: Action) -> Iterator[tuple[Counted, str]]:
    if now.state is not before.state:
        yield _REACHED[now.state], f"was {before.state.value}"
    if now.due != before.due:
        yield Counted.ANOTHER_DAY, f"was due on {uk_date(before.due)}"
    if now.owner != before.owner:
        yield Counted.ANOTHER_OWNER, f"owner was {before.owner}"
    if (now.question, now.what) != (before.question, before.what):
        yield Counted.REWORDED, "reworded"
