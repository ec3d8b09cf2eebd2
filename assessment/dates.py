"""Dates and times as they are shown and typed: in UK time, as 3 November 2026 and 14:02."""

import re
from calendar import month_name
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

UK: Final = ZoneInfo("Europe/London")
_MONTHS: Final = tuple(name.lower() for name in month_name[1:])


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


def typed_day(typed: str) -> date | None:
    """Return the day that was typed as 3/4/2027, 3.4.2027, 3 April 2027, 3 Apr 2027 or 2027-04-03.

    The day stands before the month, as everybody in the UK writes it. Return None for anything else, such as 31 June or
    a year of two digits. ``dates.js`` reads the same for the forms that run in the browser.
    """
    words = [word for word in re.split(r"[\s./,-]+", typed.lower()) if word]
    if len(words) != 3:
        return None
    day, month, year = reversed(words) if re.fullmatch("[0-9]{4}", words[0]) else words
    days = re.fullmatch("([0-9]{1,2})(st|nd|rd|th)?", day)
    place = _month(month)
    if days is None or place is None or not re.fullmatch("[0-9]{4}", year):
        return None
    try:
        return date(int(year), place, int(days[1]))
    except ValueError:
        return None


def _month(typed: str) -> int | None:
    """Return the number of a month that was typed as a number or as at least three letters of its name."""
    if re.fullmatch("[0-9]{1,2}", typed):
        return int(typed)
    named = [place for place, name in enumerate(_MONTHS, start=1) if len(typed) >= 3 and name.startswith(typed)]
    return named[0] if named else None
