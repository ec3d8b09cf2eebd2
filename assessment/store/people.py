"""People as they are stored, with their passwords, second factors and grants. No grant is ever deleted."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, select

from assessment.access.grant import Grant
from assessment.access.person import Person, Secrets
from assessment.codes import ActorCode, PersonState, Role
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId
from assessment.store.holding import Held
from assessment.store.people_rows import (
    grant_from_row,
    person_columns,
    person_from_row,
    secret_columns,
    shown_name,
)
from assessment.store.people_tables import (
    ACCOUNT_NOTICE,
    GRANT,
    IDENTITY,
    INVITATION,
    LINK_REQUEST,
    PERSON,
    RECOVERY_CODE,
)
from assessment.wording import words


class People:
    """The people, within one transaction."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def is_empty(self) -> bool:
        """Return True while nobody was ever added."""
        self._held.require_everybody()
        return self._connection.execute(select(PERSON.c.id).limit(1)).first() is None

    def find(self, id: PersonId) -> Person | None:
        """Return the person with that id, or None if there is none."""
        self._held.require_person(id)
        return next(iter(self._read(PERSON.c.id == id)), None)

    def find_by_email(self, email: str) -> Person | None:
        """Return the person with that e-mail address, in capital or small letters, or None if there is none."""
        self._held.require_everybody()
        return next(iter(self._read(PERSON.c.email == email.strip().lower())), None)

    def all(self) -> tuple[Person, ...]:
        """Return everybody who was not forgotten, in the order of their names."""
        return self._read(PERSON.c.state != PersonState.FORGOTTEN)

    def names(self) -> dict[str, str]:
        """Return the name of every actor, by the actor's id in the audit trail."""
        rows = self._connection.execute(select(PERSON.c.id, PERSON.c.name, PERSON.c.state))
        return {code: words(code) for code in ActorCode} | {str(row.id): shown_name(row) for row in rows}

    def name_of(self, actor_id: str) -> str:
        """Return the name of the actor with that id in the audit trail. Any other text is returned as it is."""
        if actor_id in set(ActorCode):
            return words(ActorCode(actor_id))
        try:
            id = UUID(actor_id)
        except ValueError:
            return actor_id
        row = self._connection.execute(select(PERSON.c.name, PERSON.c.state).where(PERSON.c.id == id)).one_or_none()
        return actor_id if row is None else shown_name(row)

    def names_of(self, ids: Collection[PersonId]) -> dict[PersonId, str]:
        """Return the names of those people."""
        rows = self._connection.execute(select(PERSON.c.id, PERSON.c.name, PERSON.c.state).where(PERSON.c.id.in_(ids)))
        return {PersonId(row.id): shown_name(row) for row in rows} if ids else {}

    def in_collaboration(self, id: CollaborationId) -> tuple[tuple[Person, tuple[Grant, ...]], ...]:
        """Return everybody who has or had a role in that collaboration, by name, with their grants in it."""
        grants: dict[PersonId, list[Grant]] = defaultdict(list)
        for grant in self._grants(GRANT.c.collaboration_id == id):
            grants[grant.person].append(grant)
        return tuple((person, tuple(grants[person.id])) for person in self._read(PERSON.c.id.in_(list(grants))))

    def add(self, person: Person, secrets: Secrets) -> None:
        """Add the person with their secrets."""
        self._held.require_everybody()
        self._held.note_new(person.id)
        self._connection.execute(
            PERSON.insert().values(id=person.id, **person_columns(person), **secret_columns(secrets))
        )

    def set_state(self, id: PersonId, state: PersonState) -> None:
        """Set whether the person can sign in."""
        self._update(id, state=state)

    def set_force(self, id: PersonId, force: ForceId) -> None:
        """Let the person belong to that force."""
        self._update(id, force_id=force)

    def secrets_of(self, id: PersonId) -> Secrets:
        """Return the person's secrets: the hash of the password, and the key and last step of the second factor."""
        self._held.require_person(id)
        row = self._connection.execute(
            select(PERSON.c.password, PERSON.c.second_factor, PERSON.c.last_step).where(PERSON.c.id == id)
        ).one()
        return Secrets(password=row.password, second_factor=row.second_factor, last_step=row.last_step)

    def set_password(self, id: PersonId, hashed: str) -> None:
        """Replace the hash of the person's password."""
        self._update(id, password=hashed)

    def set_second_factor(self, id: PersonId, key: str, *, step: int) -> None:
        """Let the person sign in with codes of the key from now on. The code of the step was used."""
        self._update(id, second_factor=key, last_step=step)

    def remove_second_factor(self, id: PersonId) -> None:
        """Let the person sign in without a code."""
        self._update(id, second_factor=None, last_step=None)

    def use_step(self, id: PersonId, step: int, *, after: int | None) -> bool:
        """Note that the second factor's code of that time step was used, and return True.

        Return False if another code was used since `after` was read as the step that was used last.
        """
        self._held.require_person(id)
        used = self._connection.execute(
            PERSON.update()
            .where(PERSON.c.id == id, PERSON.c.last_step.is_not_distinct_from(after))
            .values(last_step=step)
            .returning(PERSON.c.id)
        )
        return used.one_or_none() is not None

    def keep_recovery_codes(self, id: PersonId, hashes: Iterable[str]) -> None:
        """Replace the person's recovery codes by those with these hashes."""
        self._held.require_account(id)
        self._connection.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.person_id == id))
        rows = [
            {"person_id": id, "position": position, "code_hash": each} for position, each in enumerate(hashes, start=1)
        ]
        if rows:
            self._connection.execute(RECOVERY_CODE.insert(), rows)

    def use_recovery_code(self, id: PersonId, hash: str) -> bool:
        """Delete the recovery code with that hash. Return False if the person has no such code."""
        self._held.require_person(id)
        used = self._connection.execute(
            delete(RECOVERY_CODE)
            .where(RECOVERY_CODE.c.person_id == id, RECOVERY_CODE.c.code_hash == hash)
            .returning(RECOVERY_CODE.c.position)
        )
        return used.first() is not None

    def forget(self, person: Person) -> None:
        """Delete everything about the person except the id, to which the audit trail refers, and the force."""
        self._held.require_account(person.id)
        nothing = secret_columns(Secrets(password=None))
        self._update(person.id, name="", name_key="", email=None, state=PersonState.FORGOTTEN, **nothing)
        self._connection.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.person_id == person.id))
        self._connection.execute(delete(INVITATION).where(INVITATION.c.person_id == person.id))
        self._connection.execute(
            delete(LINK_REQUEST).where(
                (LINK_REQUEST.c.person_id == person.id)
                | (LINK_REQUEST.c.asked_by == person.id)
                | (LINK_REQUEST.c.approved_by == person.id)
            )
        )
        self._connection.execute(delete(ACCOUNT_NOTICE).where(ACCOUNT_NOTICE.c.recipient_id == person.id))
        self._connection.execute(delete(IDENTITY).where(IDENTITY.c.person_id == person.id))

    def add_grant(self, grant: Grant, *, by: str) -> None:
        """Add a grant."""
        self._held.require_account(grant.person)
        self._connection.execute(
            GRANT.insert().values(
                id=grant.id,
                person_id=grant.person,
                role=grant.role,
                collaboration_id=grant.collaboration,
                force_id=grant.force,
                perspective=grant.perspective,
                starts_at=grant.starts_at,
                ends_at=grant.ends_at,
                confirmed_at=grant.confirmed_at,
                given_by=by,
            )
        )

    def find_grant(self, id: GrantId) -> Grant | None:
        """Return the grant with that id, or None if there is none."""
        grant = next(iter(self._grants(GRANT.c.id == id)), None)
        if grant is not None:
            self._held.require_person(grant.person)
        return grant

    def grants_of(self, id: PersonId) -> tuple[Grant, ...]:
        """Return every grant of the person, including ended ones, oldest first."""
        self._held.require_person(id)
        return self._grants(GRANT.c.person_id == id)

    def leads_of(self, collaborations: Iterable[CollaborationId]) -> tuple[Grant, ...]:
        """Return past, present and future grants of the lead's role in those collaborations."""
        return self._grants(GRANT.c.role == Role.LEAD, GRANT.c.collaboration_id.in_(list(collaborations)))

    def has_administrator(self, *, at: datetime) -> bool:
        """Return True if any administrator's access counts at that time.

        It takes no hold: it only lets the lapsed access of an administrator count.
        """
        return any(each.counts(at=at) for each in self._grants(*_OF_ADMINISTRATORS))

    def administrators(self) -> tuple[Grant, ...]:
        """Return past, present and future grants of the administrator role to people who can sign in."""
        self._held.require_everybody()
        return self._grants(*_OF_ADMINISTRATORS)

    def end_grant(self, id: GrantId, *, at: datetime) -> None:
        """Let the grant end at that time."""
        self._update_grant(id, ends_at=at)

    def confirm_grant(self, id: GrantId, *, at: datetime) -> None:
        """Note that the grant was confirmed at that time, so that it goes on counting."""
        self._update_grant(id, confirmed_at=at)

    def _update_grant(self, id: GrantId, **columns: object) -> None:
        change = GRANT.update().where(GRANT.c.id == id).values(**columns).returning(GRANT.c.person_id)
        self._held.require_account(PersonId(self._connection.execute(change).scalar_one()))

    def _update(self, id: PersonId, **columns: object) -> None:
        """Write these columns and no other, so that nothing that was read earlier overwrites what came since."""
        self._held.require_account(id)
        self._connection.execute(PERSON.update().where(PERSON.c.id == id).values(**columns))

    def _read(self, *conditions: ColumnElement[bool]) -> tuple[Person, ...]:
        rows = self._connection.execute(select(PERSON).where(*conditions).order_by(PERSON.c.name_key, PERSON.c.id))
        return tuple(person_from_row(row) for row in rows)

    def _grants(self, *conditions: ColumnElement[bool]) -> tuple[Grant, ...]:
        rows = self._connection.execute(select(GRANT).where(*conditions).order_by(GRANT.c.starts_at, GRANT.c.id))
        return tuple(grant_from_row(row) for row in rows)


_OF_ADMINISTRATORS: Final = (
    GRANT.c.role == Role.ADMINISTRATOR,
    GRANT.c.person_id.in_(select(PERSON.c.id).where(PERSON.c.state == PersonState.ACTIVE)),
)
