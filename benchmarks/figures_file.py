"""The values that were measured, and how many are summed up in a few."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What was aimed at, and what came out."""

    what: str
    aim: str
    measured: str
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of figure: how it was measured, a table, and the aims it is held against."""

    title: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aims: tuple[Aim, ...] = ()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least that share of them does not exceed."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def p50(values: Sequence[float]) -> float:
    """The value in the middle."""
    return percentile(values, 0.5)


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty exceeds."""
    return percentile(values, 0.95)


SPREAD = ("n", "p50 ms", "p95 ms", "least ms", "most ms")


def spread(milliseconds: Sequence[float]) -> tuple[Cell, ...]:
    """The cells under :data:`SPREAD`."""
    return (len(milliseconds), p50(milliseconds), p95(milliseconds), min(milliseconds), max(milliseconds))


def at_most(limit: float, ours: float, other: float, *, what: str, beside: str = "the empty app") -> Aim:
    """The aim that this app takes at most so many times as long as another."""
    ratio = ours / other
    return Aim(
        what=what,
        aim=f"at most {limit:g} × {beside}",
        measured=f"{ratio:.2f} × ({ours:.0f} beside {other:.0f} ms)",
        reached=ratio <= limit,
    )
