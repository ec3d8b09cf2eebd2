"""Dates and times as they are shown: in UK time, as 3 November 2026 and 14:02."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

UK: Final = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC. Only the edge asks; everything else is handed the time."""
    return datetime.now(UTC)


def uk_date(day: date) -> str:
    """A day, as ``3 November 2026``; of a moment, its day in the UK."""
    shown = day.astimezone(UK) if isinstance(day, datetime) else day
    return f"{shown.day} {shown:%B %Y}"


def uk_time(at: datetime) -> str:
    """The time of day in the UK, as ``14:02``."""
    return f"{at.astimezone(UK):%H:%M}"


def uk_moment(at: datetime) -> str:
    """Both, as ``3 November 2026 at 14:02``."""
    return f"{uk_date(at)} at {uk_time(at)}"
