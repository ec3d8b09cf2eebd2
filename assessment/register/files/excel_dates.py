"""Which numbers of a workbook are days, and which days they are (ECMA-376, part 1, sections 18.8.30 and 18.17.4)."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

_BUILT_IN: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the formats for days and times that a workbook need not hold."""
_NO_LETTERS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format shows as it is, and colours, conditions and languages."""
_LAST: Final = 2_958_465
"""The number of the last day that Excel has, 31 December 9999."""
_LAST_FROM_1904: Final = _LAST - 1_462
_NO_DAY: Final = 60
"""The number of 29 February 1900, which Excel has and the calendar has not."""


def is_date_format(number: int, formats: Mapping[int, str]) -> bool:
    """Return True if cells of that format show a day or a time. `formats` are those that the workbook holds."""
    if number in formats:
        first = _NO_LETTERS.sub("", formats[number]).split(";")[0]
        return re.search("[dmyhs]", first, re.IGNORECASE) is not None
    return number in _BUILT_IN


def day_of(number: float, *, counts_from_1904: bool) -> date | None:
    """Return the day with that number, whatever the time on it; None where there is none."""
    days = int(number)
    if counts_from_1904:
        return date(1904, 1, 1) + timedelta(days=days) if 0 <= days <= _LAST_FROM_1904 else None
    if not 1 <= days <= _LAST or days == _NO_DAY:
        return None
    return date(1899, 12, 31 if days < _NO_DAY else 30) + timedelta(days=days)
