"""The number of times each thing is measured, in a full run and in a quick one."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSizes:
    """Counts of repetitions and sessions, and durations in seconds."""

    first_pages: int
    clicks: int
    """At most the number of questions in the bank, because each click answers one that is unanswered."""
    scores: int
    reports: int
    views: int
    report_rounds: int
    """The number of processes in which each engine builds reports."""
    idle_sessions: tuple[int, ...]
    """The numbers of open sessions at which memory is read, in ascending order."""
    session_counts: tuple[int, ...]
    """The numbers of people who answer at the same time, in ascending order."""
    empty_session_counts: tuple[int, ...]
    """The same for the empty app."""
    answering_seconds: float
    empty_answering_seconds: float
    think_seconds: float
    """The average pause of a session between two answers."""
    saving_seconds: float
    """How long saves are measured each time: so many clients, alone, and beside reports."""


FULL: Final = SampleSizes(
    first_pages=12,
    clicks=25,
    scores=200,
    reports=3,
    views=15,
    report_rounds=2,
    idle_sessions=(1, 21, 101),
    session_counts=(200, 500),
    empty_session_counts=(200,),
    answering_seconds=25,
    empty_answering_seconds=15,
    think_seconds=6,
    saving_seconds=8,
)
QUICK: Final = SampleSizes(
    first_pages=3,
    clicks=8,
    scores=20,
    reports=3,
    views=5,
    report_rounds=1,
    idle_sessions=(1, 6, 16),
    session_counts=(10,),
    empty_session_counts=(10,),
    answering_seconds=10,
    empty_answering_seconds=6,
    think_seconds=2,
    saving_seconds=6,
)
