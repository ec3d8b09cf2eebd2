"""The reference list of forces, read from ``forces.csv`` beside this module. A new database begins with it.

It holds the 43 territorial forces of England and Wales with the ONS code of their police force area, and six other
bodies without such an area. The regions are those of the Office for National Statistics.
"""

import csv
from datetime import date
from pathlib import Path

from assessment.forces.force import Force, ForceName
from assessment.ids import ForceId

_LIST = Path(__file__).with_name("forces.csv")
_INVENTED = Path(__file__).with_name("example_forces.csv")
"""Invented forces, for the example data: nothing invented may be said of a real force."""


def reference_list(*, is_example: bool = False) -> tuple[Force, ...]:
    """Return the forces that a new database begins with. For an example these are forces that do not exist."""
    with (_INVENTED if is_example else _LIST).open(encoding="utf-8", newline="") as lines:
        return tuple(_force(row) for row in csv.DictReader(lines))


def _force(row: dict[str, str]) -> Force:
    return Force(
        id=ForceId(row["id"]),
        kind=row["kind"],
        region=row["region"],
        country=row["country"],
        area_code=row["area_code"] or None,
        policing_body=row["policing_body"] or None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        names=(ForceName(name=row["name"], short_name=row["short_name"]),),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
