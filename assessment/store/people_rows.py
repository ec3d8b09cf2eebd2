"""People and grants as columns, and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.access.credential import StoredSession
from assessment.access.grant import Grant
from assessment.access.person import Person, Secrets
from assessment.codes import PersonState, Perspective, Role
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId
from assessment.rounds.names import name_key
from assessment.store.people_tables import GRANT
from assessment.store.tables import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOwner:
    """A session, the person it belongs to, and all of their grants, including those that do not count now."""

    session: StoredSession
    person: Person
    grants: tuple[Grant, ...]


def person_columns(person: Person) -> dict[str, object]:
    """Return the columns of a person that can change, without the secrets."""
    return {
        "name": person.name,
        "name_key": name_key(person.name),
        "email": person.email,
        "force_id": person.force,
        "state": person.state,
        "created_at": person.created_at,
    }


def secret_columns(secrets: Secrets) -> dict[str, object]:
    """Return the columns of a person's secrets."""
    return {
        "password": secrets.password,
        "second_factor": secrets.second_factor,
        "last_step": secrets.last_step,
    }


def shown_name(row: AnyRow) -> str:
    """Return the name to show for the person of a row."""
    return "a person who is no longer named" if row.state == PersonState.FORGOTTEN else str(row.name)


def person_from_row(row: AnyRow) -> Person:
    """Return the person of a row."""
    return Person(
        id=PersonId(row.id),
        name=row.name,
        email=row.email,
        force=_force(row.force_id),
        state=PersonState(row.state),
        created_at=row.created_at,
        has_second_factor=row.second_factor is not None,
    )


def grant_from_row(row: AnyRow, prefix: str = "") -> Grant:
    """Return the grant of a row in which the names of the grant's columns begin with the prefix."""
    columns = {column.name: getattr(row, prefix + column.name) for column in GRANT.columns}
    collaboration = columns["collaboration_id"]
    return Grant(
        id=GrantId(columns["id"]),
        person=PersonId(columns["person_id"]),
        role=Role(columns["role"]),
        collaboration=None if collaboration is None else CollaborationId(collaboration),
        force=_force(columns["force_id"]),
        perspective=columns["perspective"] and Perspective(columns["perspective"]),
        starts_at=columns["starts_at"],
        ends_at=columns["ends_at"],
        confirmed_at=columns["confirmed_at"],
    )


def owner_from_rows(rows: Sequence[AnyRow]) -> SessionOwner:
    """Return the owner of a session from its rows, one for each grant and at least one."""
    first = rows[0]
    return SessionOwner(
        session=StoredSession(
            person=PersonId(first.id),
            created_at=first.session_created_at,
            seen_at=first.seen_at,
            ended_at=first.ended_at,
        ),
        person=person_from_row(first),
        grants=tuple(grant_from_row(row, "grant_") for row in rows if row.grant_id is not None),
    )


def _force(id: str | None) -> ForceId | None:
    return None if id is None else ForceId(id)
