"""The search for the fewest steps finds what trying every combination finds."""

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.fewest_steps import Fewest, Group, Table, fewest_steps, preferred
from tests.unit.scoring.scoring_banks import LAW


def _table(ways: dict[int, list[tuple[int, int]]]) -> Table:
    return {steps: sorted(found, reverse=True) for steps, found in ways.items()}


_WAYS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=2)
_TABLES = st.dictionaries(st.integers(0, 4), _WAYS, min_size=1, max_size=3).map(_table)
_GROUPS = st.builds(
    Group, tables=st.lists(_TABLES, max_size=3), least=st.sampled_from([0, 0, 5, 12]), worth=st.integers(0, 3)
)


@settings(LAW, max_examples=300)
@given(st.lists(_GROUPS, min_size=1, max_size=2), st.integers(0, 60))
def test_the_fewest_steps_and_their_preferred_way_are_those_of_an_exhaustive_search(
    groups: list[Group], need: int
) -> None:
    found = all_ways(groups)
    enough = [(steps, points, preference) for steps, points, preference in found if points >= need]

    fewest = fewest_steps(groups, need=need)

    assert (fewest is None) == (not enough)
    if fewest is not None:
        steps = min(steps for steps, _, _ in enough)
        assert fewest == Fewest(steps=steps, points=max(points for count, points, _ in found if count == steps))
        assert preferred(groups, fewest, need=need) == max(best for count, _, best in enough if count == steps)


def test_what_costs_nothing_takes_no_steps() -> None:
    group = Group(tables=[{0: [(4, 1)], 1: [(5, 2)]}], least=0, worth=1)

    assert fewest_steps([group], need=4) == Fewest(steps=0, points=4)
    assert fewest_steps([], need=0) == Fewest(steps=0, points=0)
    assert fewest_steps([], need=1) is None


def all_ways(groups: Sequence[Group]) -> list[tuple[int, int, int]]:
    """Return the steps, points and preference of every combination with which each group has its least."""
    return [
        (sum(way[0] for way in ways), sum(way[1] for way in ways), sum(way[2] for way in ways))
        for ways in product(*(_ways_of(group) for group in groups))
    ]


def _ways_of(group: Group) -> list[tuple[int, int, int]]:
    singles = [[(steps, *way) for steps, ways in table.items() for way in ways] for table in group.tables]
    sums = [
        (sum(way[0] for way in ways), sum(way[1] for way in ways), sum(way[2] for way in ways))
        for ways in product(*singles)
    ]
    return [(steps, points * group.worth, preference) for steps, points, preference in sums if points >= group.least]
