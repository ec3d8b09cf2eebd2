"""People as they are stored, with their passwords, second factors and grants. No grant is ever deleted."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, select

from assessment.access.credential import StoredSession
from assessment.access.grant import Grant
from assessment.access.person import Person, Secrets
from assessment.codes import ActorCode, PersonState, Role
from assessment.ids import CollaborationId, GrantId, PersonId
from assessment.rounds.names import name_key
from assessment.store.people_rows import (
    SessionOwner,
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
    SESSION,
)
from assessment.wording import words


class People:
    """The people, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_empty(self) -> bool:
        """Return True while nobody was ever added."""
        return self._connection.execute(select(PERSON.c.id).limit(1)).first() is None

    def find(self, id: PersonId) -> Person | None:
        """Return the person with that id, or None if there is none."""
        return next(iter(self._read(PERSON.c.id == id)), None)

    def with_living_sessions(self, token_hashes: Collection[str], *, at: datetime) -> frozenset[str]:
        """Return those of the hashes that name a session of an active person which is alive at that time."""
        rows = self._connection.execute(
            select(
                SESSION.c.token_hash, SESSION.c.person_id, SESSION.c.created_at, SESSION.c.seen_at, SESSION.c.ended_at
            )
            .join_from(SESSION, PERSON, PERSON.c.id == SESSION.c.person_id)
            .where(SESSION.c.token_hash.in_(token_hashes), PERSON.c.state == PersonState.ACTIVE)
        )
        return frozenset(
            row.token_hash
            for row in rows
            if StoredSession(
                person=PersonId(row.person_id),
                created_at=row.created_at,
                seen_at=row.seen_at,
                ended_at=row.ended_at,
            ).is_alive(at=at)
        )

    def behind(self, token_hash: str) -> SessionOwner | None:
        """Return the session with that hash, its person and their grants, or None if there is no such session.

        This is one query, because every call of the app begins with it.
        """
        rows = self._connection.execute(
            select(
                SESSION.c.created_at.label("session_created_at"),
                SESSION.c.seen_at,
                SESSION.c.ended_at,
                *PERSON.columns,
                *(column.label(f"grant_{column.name}") for column in GRANT.columns),
            )
            .join_from(SESSION, PERSON, PERSON.c.id == SESSION.c.person_id)
            .join(GRANT, GRANT.c.person_id == PERSON.c.id, isouter=True)
            .where(SESSION.c.token_hash == token_hash)
            .order_by(GRANT.c.starts_at, GRANT.c.id)
        ).all()
        if not rows:
            return None
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

    def find_by_email(self, email: str) -> Person | None:
        """Return the person with that e-mail address, in capital or small letters, or None if there is none."""
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

    def add(self, person: Person, secrets: Secrets) -> None:
        """Add the person with their secrets."""
        self._connection.execute(
            PERSON.insert().values(id=person.id, **person_columns(person), **secret_columns(secrets))
        )

    def set_state(self, id: PersonId, state: PersonState) -> None:
        """Set whether the person can sign in."""
        self._update(id, state=state)

    def secrets_of(self, id: PersonId) -> Secrets:
        """Return the person's secrets: the hash of the password, and the key and last step of the second factor."""
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
        used = self._connection.execute(
            PERSON.update()
            .where(PERSON.c.id == id, PERSON.c.last_step.is_not_distinct_from(after))
            .values(last_step=step)
            .returning(PERSON.c.id)
        )
        return used.one_or_none() is not None

    def keep_recovery_codes(self, id: PersonId, hashes: Iterable[str]) -> None:
        """Replace the person's recovery codes by those with these hashes."""
        self._connection.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.person_id == id))
        rows = [
            {"person_id": id, "position": position, "code_hash": each} for position, each in enumerate(hashes, start=1)
        ]
        if rows:
            self._connection.execute(RECOVERY_CODE.insert(), rows)

    def use_recovery_code(self, id: PersonId, hash: str) -> bool:
        """Delete the recovery code with that hash. Return False if the person has no such code."""
        used = self._connection.execute(
            delete(RECOVERY_CODE)
            .where(RECOVERY_CODE.c.person_id == id, RECOVERY_CODE.c.code_hash == hash)
            .returning(RECOVERY_CODE.c.position)
        )
        return used.first() is not None

    def forget(self, person: Person) -> None:
        """Delete everything about the person except the id, to which the audit trail refers, and the force."""
        nothing = secret_columns(Secrets(password=None))
        self._update(person.id, name="", email=None, state=PersonState.FORGOTTEN, **nothing)
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
        self._connection.execute(
            GRANT.insert().values(
                id=grant.id,
                person_id=grant.person,
                role=grant.role,
                collaboration_id=grant.collaboration,
                force=grant.force,
                starts_at=grant.starts_at,
                ends_at=grant.ends_at,
                confirmed_at=grant.confirmed_at,
                given_by=by,
            )
        )

    def find_grant(self, id: GrantId) -> Grant | None:
        """Return the grant with that id, or None if there is none."""
        return next(iter(self._grants(GRANT.c.id == id)), None)

    def grants_of(self, id: PersonId) -> tuple[Grant, ...]:
        """Return every grant of the person, including ended ones, oldest first."""
        return self._grants(GRANT.c.person_id == id)

    def grants(self) -> tuple[Grant, ...]:
        """Return every grant of everybody, oldest first."""
        return self._grants()

    def leads_of(self, collaborations: Iterable[CollaborationId]) -> tuple[Grant, ...]:
        """Return past, present and future grants of the lead's role in those collaborations."""
        return self._grants(GRANT.c.role == Role.LEAD, GRANT.c.collaboration_id.in_(list(collaborations)))

    def administrators(self) -> tuple[Grant, ...]:
        """Return past, present and future grants of the administrator role to people who can sign in."""
        active = select(PERSON.c.id).where(PERSON.c.state == PersonState.ACTIVE)
        return self._grants(GRANT.c.role == Role.ADMINISTRATOR, GRANT.c.person_id.in_(active))

    def end_grant(self, id: GrantId, *, at: datetime) -> None:
        """Let the grant end at that time."""
        self._connection.execute(GRANT.update().where(GRANT.c.id == id).values(ends_at=at))

    def confirm_grant(self, id: GrantId, *, at: datetime) -> None:
        """Note that the grant was confirmed at that time, so that it goes on counting."""
        self._connection.execute(GRANT.update().where(GRANT.c.id == id).values(confirmed_at=at))

    def _update(self, id: PersonId, **columns: object) -> None:
        """Write these columns and no other, so that nothing that was read earlier overwrites what came since."""
        self._connection.execute(PERSON.update().where(PERSON.c.id == id).values(**columns))

    def _read(self, *conditions: ColumnElement[bool]) -> tuple[Person, ...]:
        rows = self._connection.execute(select(PERSON).where(*conditions).order_by(PERSON.c.id))
        return tuple(person_from_row(row) for row in sorted(rows, key=lambda row: name_key(row.name)))

    def _grants(self, *conditions: ColumnElement[bool]) -> tuple[Grant, ...]:
        rows = self._connection.execute(select(GRANT).where(*conditions).order_by(GRANT.c.starts_at, GRANT.c.id))
        return tuple(grant_from_row(row) for row in rows)
