"""How far two placements of the same cases agree, on levels counted from 1."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[int, int]
"""The levels at which two readers placed one case."""

RESAMPLES: Final = 2_000
SEED: Final = 2026
_TAIL: Final = Fraction(25, 1000)


def exact_agreement(pairs: Sequence[Pair]) -> Fraction:
    """Return the share of cases that are placed at the same level. There must be a case."""
    return Fraction(sum(first == second for first, second in pairs), len(pairs))


def quadratic_weighted_kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """Return Cohen's kappa, in which a difference counts by its square: 1 for no difference, 0 for that of chance.

    Chance pairs every level that the first reader gave with every level that the second gave. None where both placed
    all cases at one and the same level: chance gives no difference then.

    Source: J. Cohen, "Weighted kappa", Psychological Bulletin 70(4), 1968.
    """
    count = len(pairs)
    seen = sum((first - second) ** 2 for first, second in pairs)
    squares = sum(first**2 + second**2 for first, second in pairs)
    by_chance = count * squares - 2 * sum(first for first, _ in pairs) * sum(second for _, second in pairs)
    # The means are seen / count and by_chance / count².
    return 1 - Fraction(count * seen, by_chance) if by_chance else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A measure of some cases, with the range in which the middle 95 % of its resamples lie."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None


def estimate(pairs: Sequence[Pair], measure: Callable[[Sequence[Pair]], Fraction | None]) -> Estimate:
    """Return the measure with its percentile bootstrap interval: as many cases are drawn, with repeats, each time.

    The same pairs give the same interval. Resamples for which the measure is none are left out.
    """
    chance = random.Random(SEED)
    resamples = (measure(chance.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    values = sorted(value for value in resamples if value is not None)
    if not values:
        return Estimate(value=measure(pairs), low=None, high=None)
    last = len(values) - 1
    return Estimate(
        value=measure(pairs), low=values[math.floor(_TAIL * last)], high=values[math.ceil((1 - _TAIL) * last)]
    )
