"""The register: a page of the collaborations that are sought, and one of them as the viewer may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import NotFound
from assessment.forces import Forces
from assessment.ids import CollaborationId, ForceId
from assessment.register import RegisterEntry
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.register.fields import as_public
from assessment.store import Store
from assessment.store.audit import AuditEntry
from assessment.store.register_search import RegisterQuery
from assessment.store.unit import Unit
from assessment.views.page_numbers import nearest_page

PER_PAGE: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """A page of the collaborations that are sought, as a public register would show them."""

    entries: tuple[RegisterEntry, ...]
    number: int
    """How many match."""
    every: int
    """How many there are."""
    page: int
    pages: int
    force_names: Mapping[ForceId, str]
    """The name of every force today."""
    today: date
    may_register: bool
    """True where the viewer may add a collaboration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChoices:
    """What the register can be filtered by."""

    forces: Mapping[ForceId, str]
    """The names of the forces there are today."""
    regions: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCollaboration:
    """One collaboration as the viewer may see it. Whoever sees it as the public would is shown no history."""

    entry: RegisterEntry
    predecessor: str | None
    """The name of the collaboration that it came from."""
    successors: Mapping[CollaborationId, str]
    history: tuple[AuditEntry, ...]
    """What was changed, newest first."""
    names: Mapping[str, str]
    """The names of the people in the history, by the id that the audit trail has for them."""
    forces: Forces
    others: Mapping[CollaborationId, str]
    """The names of the other collaborations, for whoever may change this one."""
    today: date
    may_change: bool
    sees_all: bool
    """True where the viewer sees more than a public register would show."""


def open_register(store: Store, actor: Actor, query: RegisterQuery, *, page: int = 1) -> RegisterPage:
    """Return a page of what is sought, those whose review is overdue first."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        number = unit.register_search.count(query)
        shown, pages = nearest_page(page, number, size=PER_PAGE)
        ids = unit.register_search.page(query, first=(shown - 1) * PER_PAGE, most=PER_PAGE)
        known = unit.forces.known()
        return RegisterPage(
            entries=tuple(as_public(each) for each in unit.register.of(ids).values()),
            number=number,
            every=unit.register_search.count(RegisterQuery(today=query.today)),
            page=shown,
            pages=pages,
            force_names=known.named(known.by_id, on=query.today),
            today=query.today,
            may_register=viewer.may(Permission.REGISTER_COLLABORATION),
        )


def open_register_choices(store: Store, actor: Actor) -> RegisterChoices:
    """Return what the register can be filtered by."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.ENTER)
        known, today = unit.forces.known(), uk_day(unit.at)
    regions = {each.region for each in known.by_id.values()}
    return RegisterChoices(forces=known.names_on(today), regions=tuple(sorted(regions)), today=today)


def open_entry(store: Store, actor: Actor, id: CollaborationId) -> RegisteredCollaboration:
    """Return a collaboration as the viewer may see it. Raise :class:`NotFound` where there is none."""
    with store.read() as unit:
        return read_entry(unit, authenticate(unit, actor), id)


def find_visible_entry(unit: Unit, viewer: Viewer, id: CollaborationId, *, on: date) -> RegisterEntry | None:
    """Return a collaboration as the viewer may see it on that day, or None where there is none."""
    entry = unit.register.find(id)
    if entry is None or viewer.may_in(Permission.READ_REGISTER, id, partners=entry.forces_on(on)):
        return entry
    return as_public(entry)


def read_entry(unit: Unit, viewer: Viewer, id: CollaborationId) -> RegisteredCollaboration:
    """Return a collaboration as :func:`open_entry` does, within a transaction that is open."""
    viewer.require(Permission.ENTER)
    entry = unit.register.find(id)
    if entry is None:
        raise NotFound(COLLABORATION_NOT_FOUND)
    today = uk_day(unit.at)
    forces = entry.forces_on(today)
    sees_all = viewer.may_in(Permission.READ_REGISTER, id, partners=forces)
    may_change = viewer.may_in(Permission.MANAGE_REGISTER, id, partners=forces)
    history = tuple(reversed(unit.register.history(id))) if sees_all else ()
    names = unit.register.names() if may_change or entry.predecessor is not None else {}
    return RegisteredCollaboration(
        entry=entry if sees_all else as_public(entry),
        predecessor=None if entry.predecessor is None else names.get(entry.predecessor),
        successors=unit.register.successors(id),
        history=history,
        names={by: unit.people.name_of(by) for by in {each.by for each in history}},
        forces=unit.forces.known(),
        others={other: name for other, name in names.items() if other != id} if may_change else {},
        today=today,
        may_change=may_change,
        sees_all=sees_all,
    )
