"""How much of everything is measured."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How often, how many and how long."""

    first_pages: int
    clicks: int
    """At most as many as the bank has questions: each click answers one that nobody has answered."""
    scores: int
    reports: int
    report_rounds: int
    """How many processes make reports, for each engine."""
    idle_sessions: tuple[int, ...]
    """How many sessions are open when the memory is read, rising."""
    crowds: tuple[int, ...]
    crowd_seconds: float
    empty_crowd_seconds: float
    think_seconds: float


FULL: Final = Plan(
    first_pages=15,
    clicks=50,
    scores=200,
    reports=15,
    report_rounds=5,
    idle_sessions=(1, 21, 101),
    crowds=(50, 200),
    crowd_seconds=50,
    empty_crowd_seconds=25,
    think_seconds=6,
)
QUICK: Final = Plan(
    first_pages=3,
    clicks=8,
    scores=20,
    reports=3,
    report_rounds=1,
    idle_sessions=(1, 6, 16),
    crowds=(10,),
    crowd_seconds=10,
    empty_crowd_seconds=6,
    think_seconds=2,
)
