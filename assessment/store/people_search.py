"""Searches and counts people, and reads a page of them with their grants: only what a page shows is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, or_, select

from assessment.access.grant import LAPSES_AFTER, Grant
from assessment.access.person import Person
from assessment.codes import PeopleShown, PersonState, Role
from assessment.ids import ForceId, GrantId, PersonId
from assessment.rounds.names import name_key
from assessment.store.people_rows import grant_from_row, person_from_row
from assessment.store.people_tables import GRANT, PERSON

SOON: Final = timedelta(days=30)
"""Access that lapses within this time lapses soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleQuery:
    """Which people are sought: those who match everything that is given."""

    of_forces: frozenset[ForceId] | None = None
    """The forces whose people may be found; None for everybody."""
    sought: str = ""
    """Part of a name or an e-mail address."""
    force: ForceId | None = None
    role: Role | None = None
    shown: PeopleShown = PeopleShown.ALL
    never_lapses: frozenset[GrantId] = frozenset()
    """Grants that do not lapse, although they were confirmed long ago."""


class PeopleSearch:
    """The people by what is sought, within one transaction. Forgotten people are never found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, query: PeopleQuery, *, at: datetime) -> int:
        """Return how many people match at that time."""
        counted = select(func.count()).select_from(PERSON).where(*_conditions(query, at))
        return int(self._connection.execute(counted).scalar_one())

    def page(self, query: PeopleQuery, *, at: datetime, first: int, most: int) -> tuple[Person, ...]:
        """Return at most so many of those who match, by name, beginning after the `first` of them."""
        rows = self._connection.execute(
            select(PERSON)
            .where(*_conditions(query, at))
            .order_by(PERSON.c.name_key, PERSON.c.id)
            .offset(first)
            .limit(most)
        )
        return tuple(person_from_row(row) for row in rows)

    def grants_of(self, people: Iterable[PersonId]) -> Mapping[PersonId, tuple[Grant, ...]]:
        """Return every grant of those people, including ended ones, oldest first."""
        found: dict[PersonId, list[Grant]] = defaultdict(list)
        rows = self._connection.execute(
            select(GRANT).where(GRANT.c.person_id.in_(list(people))).order_by(GRANT.c.starts_at, GRANT.c.id)
        )
        for row in rows:
            found[PersonId(row.person_id)].append(grant_from_row(row))
        return {id: tuple(grants) for id, grants in found.items()}


def _conditions(query: PeopleQuery, at: datetime) -> list[ColumnElement[bool]]:
    conditions = [PERSON.c.state != PersonState.FORGOTTEN]
    if query.of_forces is not None:
        conditions.append(PERSON.c.force_id.in_(sorted(query.of_forces)))
    if query.sought:
        conditions.append(
            or_(
                PERSON.c.name_key.contains(name_key(query.sought), autoescape=True),
                PERSON.c.email.contains(query.sought.strip().lower(), autoescape=True),
            )
        )
    if query.force is not None:
        conditions.append(PERSON.c.force_id == query.force)
    if query.role is not None:
        conditions.append(_has_grant(GRANT.c.role == query.role, at=at))
    match query.shown:
        case PeopleShown.LAPSING:
            conditions += [
                PERSON.c.state != PersonState.DISABLED,
                _has_grant(_lapses_soon(query.never_lapses, at), at=at),
            ]
        case PeopleShown.INVITED:
            conditions.append(PERSON.c.state == PersonState.INVITED)
        case PeopleShown.ALL:
            pass
    return conditions


def _has_grant(condition: ColumnElement[bool], *, at: datetime) -> ColumnElement[bool]:
    is_open = or_(GRANT.c.ends_at.is_(None), GRANT.c.ends_at > at)
    return select(GRANT.c.id).where(GRANT.c.person_id == PERSON.c.id, is_open, condition).exists()


def _lapses_soon(never: frozenset[GrantId], at: datetime) -> ColumnElement[bool]:
    lapses = (GRANT.c.confirmed_at <= at + SOON - LAPSES_AFTER) & GRANT.c.id.not_in(sorted(never))
    return or_(GRANT.c.ends_at <= at + SOON, lapses)
