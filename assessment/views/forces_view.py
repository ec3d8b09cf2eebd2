"""The list of forces, for whoever changes it: all that are sought, and one with its names and its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.forces import Force
from assessment.ids import ForceId
from assessment.rounds.names import name_contains, name_key
from assessment.store import Store
from assessment.store.people_search import PeopleQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceLine:
    """A force with its names today. One that has ended is called as it was on its last day."""

    force: Force
    name: str
    short_name: str
    successor: str | None
    """The name today of the force that it was merged into."""
    is_there: bool
    """True where it is there today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcesPage:
    """The forces that are sought, by name, and how many there are."""

    lines: tuple[ForceLine, ...]
    every: int
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcePanel:
    """One force, those that were merged into it, and those that can be, each with its name today."""

    line: ForceLine
    merged: Mapping[ForceId, str]
    can_be_merged: Mapping[ForceId, str]
    people: int
    """How many people belong to it."""
    today: date


def open_forces(store: Store, actor: Actor, *, sought: str = "") -> ForcesPage:
    """Return the forces in whose names, region or policing body the text occurs. Raise :class:`NotPermitted`."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.MANAGE_FORCES)
        known, today = unit.forces.known().by_id, uk_day(unit.at)
    lines = [_line(each, known, today) for each in known.values() if _is_sought(each, sought)]
    return ForcesPage(
        lines=tuple(sorted(lines, key=lambda line: (not line.is_there, name_key(line.name)))),
        every=len(known),
        kinds=tuple(sorted({each.kind for each in known.values()})),
        regions=tuple(sorted({each.region for each in known.values()})),
        countries=tuple(sorted({each.country for each in known.values()})),
    )


def open_force(store: Store, actor: Actor, id: ForceId) -> ForcePanel:
    """Return one force. Raise :class:`NotPermitted`, and :class:`NotFound` where there is none of that id."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.MANAGE_FORCES)
        forces, today = unit.forces.known(), uk_day(unit.at)
        force = forces.require(id)
        people = unit.people_search.count(PeopleQuery(force=id), at=unit.at)
    others = [each for each in forces.by_id.values() if each.id != id]
    return ForcePanel(
        line=_line(force, forces.by_id, today),
        merged=forces.named((each.id for each in others if each.successor == id), on=today),
        can_be_merged=forces.named((each.id for each in others if each.valid_to is None), on=today),
        people=people,
        today=today,
    )


def _line(force: Force, known: Mapping[ForceId, Force], today: date) -> ForceLine:
    day = today if force.valid_to is None else min(today, force.valid_to)
    return ForceLine(
        force=force,
        name=force.name_on(day),
        short_name=force.short_name_on(day),
        successor=None if force.successor is None else known[force.successor].name_on(today),
        is_there=force.is_valid_on(today),
    )


def _is_sought(force: Force, sought: str) -> bool:
    texts = [
        force.region,
        force.policing_body or "",
        *(text for name in force.names for text in (name.name, name.short_name)),
    ]
    return any(name_contains(text, sought) for text in texts)
