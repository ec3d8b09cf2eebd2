"""The fewest steps that collect enough points, exactly: a knapsack whose bound is the number of steps.

A *way* is a pair of numbers: the points it gives, and how much it is preferred. A *table* holds ways by their number
of steps. The table of two things together is made of each way of the one with each way of the other; of those with as
many steps, only ways that may still be part of the best are kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

Way = tuple[int, int]
"""The points, and the preference. Each adds up where ways are put together."""

Table = Mapping[int, Sequence[Way]]
"""Ways by number of steps, the most points first."""

_NOTHING: Table = {0: [(0, 0)]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things that must together give at least `least` points. Each counts `worth` times towards the whole."""

    tables: Sequence[Table]
    least: int
    worth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """The fewest steps, and the preference of the way that is preferred among those with so many."""

    steps: int
    preference: int


def fewest_steps(groups: Sequence[Group], *, need: int) -> Fewest | None:
    """Return the fewest steps with which every group has its least and the whole gives `need` points, or None."""
    all_steps = sum(max(table) for group in groups for table in group.tables if table)
    most = min(8, all_steps)
    while True:
        table = _whole(groups, most=most, slack=0)
        steps = min((steps for steps, ways in table.items() if ways[0][0] >= need), default=None)
        if steps is not None:
            break
        if most == all_steps:
            return None
        most = min(2 * most, all_steps)
    # A way that is short of the most points of its steps by more than this cannot be part of any that has enough.
    slack = table[steps][0][0] - need
    enough = (way for way in _whole(groups, most=steps, slack=slack)[steps] if way[0] >= need)
    return Fewest(steps=steps, preference=max(preference for _, preference in enough))


def _whole(groups: Sequence[Group], *, most: int, slack: int) -> Table:
    return _together((_of_group(group, most=most, slack=slack) for group in groups), most=most, slack=slack)


def _of_group(group: Group, *, most: int, slack: int) -> Table:
    slack_here = slack // group.worth if group.worth else None
    table = _together(group.tables, most=most, slack=slack_here)
    enough = {steps: [way for way in ways if way[0] >= group.least] for steps, ways in table.items()}
    return {
        steps: [(points * group.worth, preference) for points, preference in ways]
        for steps, ways in enough.items()
        if ways
    }


def _together(tables: Iterable[Table], *, most: int, slack: int | None) -> Table:
    return reduce(lambda one, other: _combined(one, other, most=most, slack=slack), tables, _NOTHING)


def _combined(one: Table, other: Table, *, most: int, slack: int | None) -> Table:
    found: dict[int, list[Way]] = defaultdict(list)
    for steps, ways in one.items():
        for more, further in other.items():
            if steps + more <= most:
                found[steps + more].extend([(a + c, b + d) for a, b in ways for c, d in further])
    return {steps: _worth_keeping(ways, slack) for steps, ways in found.items()}


def _worth_keeping(ways: list[Way], slack: int | None) -> list[Way]:
    """Return those that no other one matches in both, and that are short of the best by no more than the slack."""
    ways.sort(reverse=True)
    best, preferred = ways[0]
    kept = [ways[0]]
    for way in ways[1:]:
        if slack is not None and way[0] < best - slack:
            break
        if way[1] > preferred:
            kept.append(way)
            preferred = way[1]
    return kept
