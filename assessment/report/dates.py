"""Days and moments as a reader in the United Kingdom expects them."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

_UK: Final = ZoneInfo("Europe/London")


def day(on: date) -> str:
    """A day: 3 November 2026."""
    return f"{on.day} {on:%B} {on.year}"


def uk_moment(at: datetime) -> str:
    """An aware moment, in UK time: 3 November 2026 at 09:05 GMT."""
    there = at.astimezone(_UK)
    return f"{day(there)} at {there:%H:%M} {there.tzname()}"
