"""The reference list of forces, from ``forces.csv`` beside this module.

43 territorial forces of England and Wales with the ONS code of their police force area, and six other bodies that
have none. The codes name areas, not organisations.
"""

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assessment.settings import Settings

_LIST = Path(__file__).with_name("forces.csv")
_INVENTED = Path(__file__).with_name("example_forces.csv")
"""Forces that do not exist, for the example: nothing invented may be said of a real one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force. `area_code` is none for bodies without a police force area."""

    name: str
    short_name: str
    area_code: str | None
    kind: str


@cache
def forces() -> tuple[Force, ...]:
    """Every force there is to choose from, the territorial ones of England and Wales first, each group by name."""
    is_example = Settings.from_environment(os.environ).is_example
    with (_INVENTED if is_example else _LIST).open(encoding="utf-8", newline="") as lines:
        listed = [
            Force(
                name=row["name"],
                short_name=row["short_name"],
                area_code=row["area_code"] or None,
                kind=row["kind"],
            )
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(listed, key=lambda force: (force.area_code is None, force.name)))


def find_force(name: str) -> Force | None:
    """The force with that name or short name, if it is on the list."""
    return next((force for force in forces() if name in {force.name, force.short_name}), None)
