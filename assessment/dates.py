"""Dates and times as they are shown: in UK time, as 3 November 2026 and 14:02."""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

UK: Final = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the current time in UTC. Only the outermost code calls this; everything else is given the time."""
    return datetime.now(UTC)


def uk_day(at: datetime) -> date:
    """Return the day that it is in the UK at that time."""
    return at.astimezone(UK).date()


def last_moment_of(day: date) -> datetime:
    """Return the last moment of a day in the UK."""
    return datetime.combine(day, time.max, tzinfo=UK).astimezone(UTC)


def uk_date(day: date) -> str:
    """Return a day as ``3 November 2026``. Of a date and time, return the day it is in the UK."""
    shown = day.astimezone(UK) if isinstance(day, datetime) else day
    return f"{shown.day} {shown:%B %Y}"


def uk_weekday(day: date) -> str:
    """Return a day as ``Tuesday 3 November 2026``. Of a date and time, return the day it is in the UK."""
    shown = day.astimezone(UK) if isinstance(day, datetime) else day
    return f"{shown:%A} {uk_date(shown)}"


def uk_time(at: datetime) -> str:
    """Return the time of day in the UK, as ``14:02``."""
    return f"{at.astimezone(UK):%H:%M}"


def uk_moment(at: datetime) -> str:
    """Return the day and the time in the UK, as ``3 November 2026 at 14:02``."""
    return f"{uk_date(at)} at {uk_time(at)}"
