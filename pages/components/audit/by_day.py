"""A table of what was done, newest first, grouped by the days on which it was done, with the times of day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from assessment.dates import now, uk_day, uk_time, uk_weekday
from pages.components.layout import html_tables


class Dated(Protocol):
    """Something that was done once, or several times in a row on one day."""

    @property
    def at(self) -> datetime:
        """Return the last time."""

    @property
    def since(self) -> datetime:
        """Return the first time."""

    @property
    def day(self) -> date:
        """Return the day in the UK."""


def of(caption: str, headings: Sequence[str], lines: Iterable[tuple[Dated, Sequence[str]]]) -> str:
    """Return the lines with their cells as a table, as HTML. The times come first, under a heading of their own."""
    days = groupby(lines, key=lambda line: line[0].day)
    groups = ((_day(day), [(_times(line), *cells) for line, cells in of_day]) for day, of_day in days)
    return html_tables.of_groups(caption, ("Time", *headings), groups, kind="cards days")


def _day(day: date) -> str:
    days_ago = (uk_day(now()) - day).days
    named = {0: "Today, ", 1: "Yesterday, "}.get(days_ago, "")
    return f"{named}{uk_weekday(day)}"


def _times(line: Dated) -> str:
    first, last = uk_time(line.since), uk_time(line.at)
    return last if first == last else f"{first} to {last}"
