"""Partners, signatures and facts as lines in a cell: one line for each, its parts divided by ``|``.

::

    partners     kent | 2020-05-01 | | 58.02 | Head of forensics, forensics@kent.example
    signatures   kent | chief_officer | 2020-05-01
    facts        2020-05 | Annual report 2021, page 4 | It began with two forces.

A ``|`` within a part is written as ``\\|``. Parts that are missing at the end of a line are empty.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from assessment.register.entry import Fact, Membership, Signature

_DIVIDER: Final = re.compile(r"(?<!\\)\|")


def write_memberships(memberships: Iterable[Membership]) -> str:
    """Return the force, the day on which it joined and its last day, its cost share and its contact in each line."""
    return _lines(
        (each.force, _day(each.joined_on), _day(each.left_on), write_number(each.cost_share), each.contact)
        for each in memberships
    )


def write_signatures(signatures: Iterable[Signature]) -> str:
    """Return the force, who signed for it and the day in each line."""
    return _lines((each.force, each.signatory.value, _day(each.signed_on)) for each in signatures)


def write_facts(facts: Iterable[Fact]) -> str:
    """Return the time for which it holds, the source and the fact in each line."""
    return _lines((each.holds_for, each.source, each.what) for each in facts)


def write_number(number: Decimal | None) -> str:
    """Return the number without an exponent; empty for none."""
    return "" if number is None else f"{number:f}"


def parts_of(line: str) -> list[str]:
    """Return the parts of a line, without the spaces around them."""
    return [part.strip().replace("\\|", "|") for part in _DIVIDER.split(line)]


def _lines(lines: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(_line(parts) for parts in lines)


def _line(parts: tuple[str, ...]) -> str:
    escaped = [part.replace("|", "\\|") for part in parts]
    while not escaped[-1]:
        escaped.pop()
    return " | ".join(escaped)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
