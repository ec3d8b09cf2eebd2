"""The fewest steps that collect enough points, exactly: a knapsack whose bound is the number of steps.

A *way* is a pair of numbers: the points it gives, and how much it is preferred. A *table* holds ways by their number
of steps. The table of two things together is made of each way of the one with each way of the other. To find the fewest
steps, only the most points of each number of steps matter; to find the preferred way of so many steps, all ways do that
may still be part of one with enough points.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

Way = tuple[int, int]
"""The points, and the preference. Each adds up where ways are put together."""

Table = Mapping[int, Sequence[Way]]
"""Ways by number of steps, the most points first."""

_Points = Mapping[int, int]
"""The most points by number of steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things that must together give at least `least` points. Each counts `worth` times towards the whole."""

    tables: Sequence[Table]
    least: int
    worth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """The fewest steps, and the most points that so many steps give."""

    steps: int
    points: int


def fewest_steps(groups: Sequence[Group], *, need: int) -> Fewest | None:
    """Return the fewest steps with which every group has its least and the whole gives `need` points, or None."""
    all_steps = sum(max(table, default=0) for group in groups for table in group.tables)
    most = min(8, all_steps)
    while True:
        table = _most_points((_most_of_group(group, most) for group in groups), most)
        for steps in sorted(table):
            if table[steps] >= need:
                return Fewest(steps=steps, points=table[steps])
        if most == all_steps:
            return None
        most = min(2 * most, all_steps)


def preferred(groups: Sequence[Group], fewest: Fewest, *, need: int) -> int:
    """Return the greatest preference of a way of the fewest steps, which :func:`fewest_steps` found."""
    # A way that gives less than the most points of its steps by more than this is no part of one with enough.
    slack = fewest.points - need
    tables = (_ways_of_group(group, fewest.steps, slack) for group in groups)
    ways = _ways(tables, fewest.steps, slack)[fewest.steps]
    return max(preference for points, preference in ways if points >= need)


def _most_of_group(group: Group, most: int) -> _Points:
    tables = ({steps: ways[0][0] for steps, ways in table.items()} for table in group.tables)
    table = _most_points(tables, most)
    return {steps: points * group.worth for steps, points in table.items() if points >= group.least}


def _most_points(tables: Iterable[_Points], most: int) -> _Points:
    together: _Points = {0: 0}
    for table in tables:
        found: dict[int, int] = {}
        for steps, points in together.items():
            for more, further in table.items():
                if steps + more <= most and points + further > found.get(steps + more, -1):
                    found[steps + more] = points + further
        together = found
    return together


def _ways_of_group(group: Group, most: int, slack: int) -> Table:
    table = _ways(group.tables, most, slack // group.worth if group.worth else None)
    enough = {steps: [way for way in ways if way[0] >= group.least] for steps, ways in table.items()}
    return {
        steps: [(points * group.worth, preference) for points, preference in ways]
        for steps, ways in enough.items()
        if ways
    }


def _ways(tables: Iterable[Table], most: int, slack: int | None) -> Table:
    nothing: Table = {0: [(0, 0)]}
    return reduce(lambda one, other: _combined(one, other, most, slack), tables, nothing)


def _combined(one: Table, other: Table, most: int, slack: int | None) -> Table:
    found: dict[int, list[Way]] = defaultdict(list)
    for steps, ways in one.items():
        for more, further in other.items():
            if steps + more <= most:
                found[steps + more].extend([(a + c, b + d) for a, b in ways for c, d in further])
    return {steps: _worth_keeping(ways, slack) for steps, ways in found.items()}


def _worth_keeping(ways: list[Way], slack: int | None) -> list[Way]:
    """Return those that no other one matches in both, and that are short of the best by no more than the slack."""
    ways.sort(reverse=True)
    best, preference = ways[0]
    kept = [ways[0]]
    for way in ways[1:]:
        if slack is not None and way[0] < best - slack:
            break
        if way[1] > preference:
            kept.append(way)
            preference = way[1]
    return kept
