"""Sessions as they are stored: who is signed in, in which browser. Of a session's secret only a hash is stored."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select

from assessment.access.credential import IDLE_LIMIT, SESSION_LIMIT, StoredSession
from assessment.codes import PersonState
from assessment.ids import PersonId
from assessment.store.holding import Held
from assessment.store.people_rows import SessionOwner, owner_from_rows
from assessment.store.people_tables import GRANT, PERSON, SESSION

_WITH_OWNER: Final = (
    select(
        SESSION.c.created_at.label("session_created_at"),
        SESSION.c.seen_at,
        SESSION.c.ended_at,
        *PERSON.columns,
        *(column.label(f"grant_{column.name}") for column in GRANT.columns),
    )
    .join_from(SESSION, PERSON, PERSON.c.id == SESSION.c.person_id)
    .join(GRANT, GRANT.c.person_id == PERSON.c.id, isouter=True)
    .where(SESSION.c.token_hash == bindparam("token_hash"))
    .order_by(GRANT.c.starts_at, GRANT.c.id)
)


class StoredSessions:
    """The sessions, within one transaction. Each is named by the hash of its secret."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def find(self, token_hash: str) -> StoredSession | None:
        """Return the session with that hash, even if it has ended or expired, or None if there is none."""
        row = self._connection.execute(select(SESSION).where(SESSION.c.token_hash == token_hash)).one_or_none()
        if row is None:
            return None
        self._held.require_person(PersonId(row.person_id))
        return StoredSession(
            person=PersonId(row.person_id),
            created_at=row.created_at,
            seen_at=row.seen_at,
            ended_at=row.ended_at,
            guesses=row.guesses,
        )

    def behind(self, token_hash: str) -> SessionOwner | None:
        """Return the session with that hash, its person and their grants, or None if there is no such session.

        This is one query, because every call of the app begins with it.
        """
        rows = self._connection.execute(_WITH_OWNER, {"token_hash": token_hash}).all()
        if not rows:
            return None
        owner = owner_from_rows(rows)
        self._held.require_person(owner.person.id)
        return owner

    def living(self, token_hashes: Collection[str], *, at: datetime) -> frozenset[str]:
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

    def add(self, token_hash: str, person: PersonId, *, at: datetime, provider_session: str | None = None) -> None:
        """Begin a session of the person, which came from the session at the provider with that hash, if from any."""
        self._held.require_person(person)
        self._connection.execute(
            SESSION.insert().values(
                token_hash=token_hash,
                person_id=person,
                created_at=at,
                seen_at=at,
                guesses=0,
                provider_session=provider_session,
            )
        )

    def touch(self, token_hash: str, *, at: datetime) -> None:
        """Note that the session was used."""
        self._connection.execute(SESSION.update().where(SESSION.c.token_hash == token_hash).values(seen_at=at))

    def take_guess(self, token_hash: str, *, most: int) -> bool:
        """Take one of the places for guesses at the person's password. Return False where `most` are taken."""
        taken = self._connection.execute(
            SESSION.update()
            .where(SESSION.c.token_hash == token_hash, SESSION.c.guesses < most)
            .values(guesses=SESSION.c.guesses + 1)
            .returning(SESSION.c.guesses)
        )
        return taken.one_or_none() is not None

    def forget_guesses(self, token_hash: str) -> None:
        """Give all places back: whoever made those guesses knows the password after all."""
        self._connection.execute(SESSION.update().where(SESSION.c.token_hash == token_hash).values(guesses=0))

    def end(self, token_hash: str, *, at: datetime) -> None:
        """End the session for good. An earlier end stays."""
        ended = self._connection.execute(
            SESSION.update()
            .where(SESSION.c.token_hash == token_hash, SESSION.c.ended_at.is_(None))
            .values(ended_at=at)
            .returning(SESSION.c.person_id)
        ).one_or_none()
        if ended is not None:
            self._held.require_account(PersonId(ended.person_id))

    def end_live(
        self, *, person: PersonId | None, provider_session: str | None, until: datetime, at: datetime
    ) -> set[PersonId]:
        """End the live sessions that began by `until`, and return whose they were.

        `person` and `provider_session`, the hash of a session at the provider, each narrow them down; one is needed.
        """
        assert person is not None or provider_session is not None, "not the sessions of everybody"
        meant = [
            SESSION.c.ended_at.is_(None),
            SESSION.c.created_at <= until,
            SESSION.c.created_at > at - SESSION_LIMIT,
            SESSION.c.seen_at > at - IDLE_LIMIT,
        ]
        if person is not None:
            meant.append(SESSION.c.person_id == person)
        if provider_session is not None:
            meant.append(SESSION.c.provider_session == provider_session)
        ended = self._connection.execute(
            SESSION.update().where(*meant).values(ended_at=at).returning(SESSION.c.person_id)
        )
        return {PersonId(row.person_id) for row in ended}

    def end_all(self, person: PersonId, *, at: datetime, but: str = "") -> None:
        """End every session of the person except the one with the hash `but`."""
        self._held.require_account(person)
        self._connection.execute(
            SESSION.update()
            .where(SESSION.c.person_id == person, SESSION.c.ended_at.is_(None), SESSION.c.token_hash != but)
            .values(ended_at=at)
        )
