"""Measured values: percentiles, targets, and sections of a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target, and the value that was measured."""

    what: str
    aim: str
    measured: str
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of measurement: how it was made, a table of figures, and the targets that they are compared with."""

    title: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aims: tuple[Aim, ...] = ()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that is at least as large as that share of the values (nearest rank)."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def p50(values: Sequence[float]) -> float:
    """Return the median."""
    return percentile(values, 0.5)


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return percentile(values, 0.95)


SPREAD = ("n", "p50 ms", "p95 ms", "least ms", "most ms")


def spread(milliseconds: Sequence[float]) -> tuple[Cell, ...]:
    """Return the cells of the columns in :data:`SPREAD`."""
    return (len(milliseconds), p50(milliseconds), p95(milliseconds), min(milliseconds), max(milliseconds))


def at_most(limit: float, our_time: float, other: float, *, what: str, other_name: str = "the empty app") -> Aim:
    """Return the target that this app takes at most `limit` times as long as another."""
    ratio = our_time / other
    return Aim(
        what=what,
        aim=f"at most {limit:g} × {other_name}",
        measured=f"{ratio:.2f} × ({our_time:.0f} beside {other:.0f} ms)",
        reached=ratio <= limit,
    )
