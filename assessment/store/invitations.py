"""Invitations: links by which a person chooses a password. Of an invitation's secret only a hash is stored."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select

from assessment.ids import PersonId
from assessment.store.people_tables import INVITATION


class Invitations:
    """The invitations, within one transaction. Each is named by the hash of its secret."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token_hash: str, person: PersonId, *, at: datetime, expires_at: datetime) -> None:
        """Invite the person. Earlier invitations of theirs no longer work."""
        self.end_all(person, at=at)
        self._connection.execute(
            INVITATION.insert().values(token_hash=token_hash, person_id=person, created_at=at, expires_at=expires_at)
        )

    def end(self, token_hash: str, *, at: datetime) -> None:
        """Let a link stop working, if it was not used yet."""
        self._connection.execute(
            INVITATION.update()
            .where(INVITATION.c.token_hash == token_hash, INVITATION.c.used_at.is_(None))
            .values(used_at=at)
        )

    def end_all(self, person: PersonId, *, at: datetime) -> None:
        """Let every link of the person that was not used yet stop working."""
        self._connection.execute(
            INVITATION.update()
            .where(INVITATION.c.person_id == person, INVITATION.c.used_at.is_(None))
            .values(used_at=at)
        )

    def find(self, token_hash: str, *, at: datetime) -> PersonId | None:
        """Return the invited person, or None where the invitation is unknown, used or expired."""
        row = self._connection.execute(select(INVITATION.c.person_id).where(_is_open(token_hash, at))).one_or_none()
        return None if row is None else PersonId(row.person_id)

    def use(self, token_hash: str, *, at: datetime) -> PersonId | None:
        """Use the invitation up, and return the invited person; None where it is unknown, used or expired.

        Every other link of that person stops working.
        """
        row = self._connection.execute(
            INVITATION.update().where(_is_open(token_hash, at)).values(used_at=at).returning(INVITATION.c.person_id)
        ).one_or_none()
        if row is None:
            return None
        self.end_all(PersonId(row.person_id), at=at)
        return PersonId(row.person_id)


def _is_open(token_hash: str, at: datetime) -> ColumnElement[bool]:
    return and_(INVITATION.c.token_hash == token_hash, INVITATION.c.used_at.is_(None), INVITATION.c.expires_at > at)
