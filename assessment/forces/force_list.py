"""The reference list of forces, read from ``forces.csv`` beside this module.

It holds the 43 territorial forces of England and Wales with the ONS code of their police force area, and six other
bodies without such an area. The codes name areas, not organisations.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("forces.csv")
_INVENTED = Path(__file__).with_name("example_forces.csv")
"""Invented forces, for the example data: nothing invented may be said of a real force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force. `area_code` is None for bodies without a police force area."""

    name: str
    short_name: str
    area_code: str | None
    kind: str


@cache
def forces(*, is_example: bool = False) -> tuple[Force, ...]:
    """Return every force there is to choose from, the territorial ones of England and Wales first, each group by name.

    For an example these are forces that do not exist.
    """
    with (_INVENTED if is_example else _LIST).open(encoding="utf-8", newline="") as lines:
        found = [
            Force(
                name=row["name"],
                short_name=row["short_name"],
                area_code=row["area_code"] or None,
                kind=row["kind"],
            )
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(found, key=lambda force: (force.area_code is None, force.name)))


def find_force(name: str, *, is_example: bool = False) -> Force | None:
    """Return the force with that name or short name, or None where the list has no such force."""
    return next((force for force in forces(is_example=is_example) if name in {force.name, force.short_name}), None)
