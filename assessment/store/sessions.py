"""Sessions, invitations, and tries to sign in. Of every secret only a hash is here."""

from datetime import datetime

import uuid6
from sqlalchemy import Connection, delete, func, select

from assessment.access.credential import StoredSession
from assessment.ids import PersonId
from assessment.store.people_tables import ATTEMPT, INVITATION, SESSION


class Sessions:
    """The sessions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, token_hash: str) -> StoredSession | None:
        """The session with that secret, whether or not it still counts."""
        row = self._connection.execute(select(SESSION).where(SESSION.c.token_hash == token_hash)).one_or_none()
        return (
            None
            if row is None
            else StoredSession(
                person=PersonId(row.person_id),
                created_at=row.created_at,
                seen_at=row.seen_at,
                ended_at=row.ended_at,
            )
        )

    def add(self, token_hash: str, person: PersonId, *, at: datetime) -> None:
        """Begin a session."""
        self._connection.execute(
            SESSION.insert().values(token_hash=token_hash, person_id=person, created_at=at, seen_at=at)
        )

    def touch(self, token_hash: str, *, at: datetime) -> None:
        """Note that a session was used."""
        self._connection.execute(SESSION.update().where(SESSION.c.token_hash == token_hash).values(seen_at=at))

    def end(self, token_hash: str, *, at: datetime) -> None:
        """End a session for good."""
        self._connection.execute(
            SESSION.update().where(SESSION.c.token_hash == token_hash, SESSION.c.ended_at.is_(None)).values(ended_at=at)
        )

    def end_all(self, person: PersonId, *, at: datetime, but: str = "") -> None:
        """End every session of a person, but the one with that hash."""
        self._connection.execute(
            SESSION.update()
            .where(SESSION.c.person_id == person, SESSION.c.ended_at.is_(None), SESSION.c.token_hash != but)
            .values(ended_at=at)
        )


class Invitations:
    """The invitations, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token_hash: str, person: PersonId, *, at: datetime, expires_at: datetime) -> None:
        """Invite a person; what was sent them before counts no longer."""
        self._connection.execute(
            INVITATION.update()
            .where(INVITATION.c.person_id == person, INVITATION.c.used_at.is_(None))
            .values(used_at=at)
        )
        self._connection.execute(
            INVITATION.insert().values(token_hash=token_hash, person_id=person, created_at=at, expires_at=expires_at)
        )

    def find(self, token_hash: str, *, at: datetime) -> PersonId | None:
        """Who is invited by that secret, if it still counts."""
        row = self._connection.execute(
            select(INVITATION.c.person_id).where(
                INVITATION.c.token_hash == token_hash, INVITATION.c.used_at.is_(None), INVITATION.c.expires_at > at
            )
        ).one_or_none()
        return None if row is None else PersonId(row.person_id)

    def use(self, token_hash: str, *, at: datetime) -> PersonId | None:
        """The same, once."""
        row = self._connection.execute(
            INVITATION.update()
            .where(INVITATION.c.token_hash == token_hash, INVITATION.c.used_at.is_(None), INVITATION.c.expires_at > at)
            .values(used_at=at)
            .returning(INVITATION.c.person_id)
        ).one_or_none()
        return None if row is None else PersonId(row.person_id)


class Attempts:
    """Tries to sign in, within one transaction. A try counts from its beginning, so that many at once all count."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, account: str, address: str, *, at: datetime, since: datetime, most: int) -> bool:
        """Note a try, and forget those before `since`. Returns whether it is heard.

        It is not where it is more than the most by its account or its address; then it does not count.
        """
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.at < since))
        count = select(func.count()).select_from(ATTEMPT)
        before = [
            self._connection.execute(count.where(column == value)).scalar_one()
            for column, value in ((ATTEMPT.c.account, account), (ATTEMPT.c.address, address))
        ]
        if max(before) >= most:
            return False
        self._connection.execute(ATTEMPT.insert().values(id=uuid6.uuid7(), account=account, address=address, at=at))
        return True

    def succeed(self, account: str, address: str) -> None:
        """Forget the tries on an account from an address: somebody there knows its password."""
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.account == account, ATTEMPT.c.address == address))
