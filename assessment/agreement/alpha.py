"""Krippendorff's alpha: one figure for how far several observers agree, whoever they are and whatever is missing.

It is 1 for full agreement and 0 for what chance alone would give, and below 0 where they differ more than by chance.
It is exact. Levels are in an order and no number, so they count as ordinal.

Source of the formulas: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011.
Of the bounds and their use: K. Krippendorff, "Content Analysis: An Introduction to Its Methodology", 2nd edition, 2004,
pages 241 to 243.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Final, TypeAlias

Unit: TypeAlias = Sequence[int | None]
"""What each observer gave one question: the place of a level, or None for no value. Observers keep their order."""

CLOSE: Final = Fraction(8, 10)
"""From here on conclusions can be drawn from the values."""
TENTATIVE: Final = Fraction(667, 1000)
"""From here on tentative conclusions can be drawn; below it none."""

FEWEST_UNITS: Final = 10
"""Fewer units than this with two values say too little for a figure."""
RESAMPLES: Final = 1_000
SEED: Final = 2026
_TAIL: Final = Fraction(25, 1000)

_Values: TypeAlias = tuple[int, ...]
"""The values of one unit, lowest first. There are two or more of them."""


def alpha(units: Sequence[Unit]) -> Fraction | None:
    """Return Krippendorff's alpha for ordinal values, at most 1.

    A unit with fewer than two values says nothing about agreement and is left out. None where nothing can be said: no
    unit has two values, or every value is the same, so that chance would give no difference either.
    """
    return _alpha(Counter(_pairable(units)))


def interval(units: Sequence[Unit]) -> tuple[Fraction, Fraction] | None:
    """Return the percentile bootstrap interval of alpha: the middle 95 % of 1,000 resamples of the units.

    Each resample draws as many of the units with two or more values as there are, with repeats, and works alpha out
    anew. Resamples that have no alpha are left out. The seed is fixed: the same units give the same interval, in any
    order of units and observers. None where there is no alpha, and where only one unit has two values.

    Whole units are drawn, not pairs of values as in A. F. Hayes and K. Krippendorff, "Answering the Call for a
    Standard Reliability Measure for Coding Data", 2007: pairs of one unit depend on each other, and drawing them one by
    one makes the interval too narrow (K. Gwet, "Standard Error of Krippendorff's Alpha Coefficient", 2015).
    """
    pairable = sorted(_pairable(units))
    if len(pairable) < 2:
        return None
    chance = random.Random(SEED)  # noqa: S311 - it guards nothing, and has to draw the same each time
    drawn = (_alpha(Counter(chance.choices(pairable, k=len(pairable)))) for _ in range(RESAMPLES))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None
    last = len(values) - 1
    return values[math.floor(_TAIL * last)], values[math.ceil((1 - _TAIL) * last)]


def reading(alpha: Fraction | None, interval: tuple[Fraction, Fraction] | None) -> str:
    """Return what alpha and its interval mean, in plain sentences for a board.

    Krippendorff asks for 0.8 or more before anything rests on the values, and calls 0.667 the lowest at which
    tentative conclusions are acceptable. Figures are rounded down, so that none looks better than it is.
    """
    if alpha is None:
        return (
            "No figure can say how far the answers agree: no question has levels from two respondents, or all levels "
            "are the same."
        )
    figure = f"The figure is {_shown(alpha)}, where 1 is full agreement and 0 is what chance alone would give."
    return " ".join([_meaning(alpha), figure, *_margin(alpha, interval)])


@lru_cache(maxsize=64)
def how_far(units: tuple[tuple[int | None, ...], ...]) -> str:
    """Return how far the observers of these units agree, in sentences, or that too few units have two values to say.

    The last answers are remembered, because the interval takes a tenth of a second.
    """
    shared = len(_pairable(units))
    if shared < FEWEST_UNITS:
        have = "1 question has" if shared == 1 else f"{shared} questions have"
        return f"{have} a level from more than one force. A figure for how far they agree needs {FEWEST_UNITS}."
    return reading(alpha(units), interval(units))


def _meaning(alpha: Fraction) -> str:
    if alpha >= CLOSE:
        return "The answers agree closely."
    if alpha >= TENTATIVE:
        return "The answers agree fairly well, which is enough for cautious conclusions only."
    if alpha > 0:
        return "The answers agree too little to draw conclusions from them before they are discussed."
    return "The answers agree no more than chance alone would make them."


def _margin(alpha: Fraction, interval: tuple[Fraction, Fraction] | None) -> Iterable[str]:
    if interval is None:
        return
    low, high = interval
    yield f"With other questions of this kind it would most likely be between {_shown(low)} and {_shown(high)}."
    if _meaning(low) != _meaning(alpha):
        yield "So the agreement may be weaker than it looks."


def _shown(figure: Fraction) -> str:
    """Return a figure to two decimals, rounded down."""
    hundredths = math.floor(figure * 100)
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:02}"


def _pairable(units: Iterable[Unit]) -> list[_Values]:
    """Return the values of every unit that has two or more."""
    given = (tuple(sorted(value for value in unit if value is not None)) for unit in units)
    return [values for values in given if len(values) >= 2]


def _alpha(units: Mapping[_Values, int]) -> Fraction | None:
    """Return alpha of units with how often each stands there.

    With m values in a unit, n values in all and the squared difference d of two values::

        alpha = 1 - (n - 1) x sum over units of (sum over their pairs of d) / (m - 1)
                            / sum over all pairs of d
    """
    counts: Counter[int] = Counter()
    for values, times in units.items():
        for value in values:
            counts[value] += times
    squared = _squared_differences(counts)
    expected = sum(counts[low] * counts[high] * square for (low, high), square in squared.items())
    if expected == 0:
        return None
    observed: Counter[int] = Counter()
    for values, times in units.items():
        differences = sum(squared[pair] for pair in combinations(values, 2) if pair[0] != pair[1])
        observed[len(values) - 1] += times * differences
    seen = sum((Fraction(total, divisor) for divisor, total in observed.items()), Fraction(0))
    return 1 - (counts.total() - 1) * seen / expected


def _squared_differences(counts: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """Return the ordinal difference of every two values, lowest first: twice it, squared, to stay in whole numbers.

    The difference is the number of values from one to the other, of which the two themselves count by half.
    """
    order = sorted(counts)
    return {
        (low, high): (2 * sum(counts[each] for each in order if low <= each <= high) - counts[low] - counts[high]) ** 2
        for low, high in combinations(order, 2)
    }
