"""By which identities people are known. What an identity may do stands with the person, in grants."""

from datetime import datetime

from sqlalchemy import Connection, select

from assessment.access.identity import Identity
from assessment.ids import PersonId
from assessment.store.people_tables import IDENTITY


class Identities:
    """The identities, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, identity: Identity) -> PersonId | None:
        """Whose it is, if it is anybody's."""
        row = self._connection.execute(
            select(IDENTITY.c.person_id).where(
                IDENTITY.c.issuer == identity.issuer, IDENTITY.c.subject == identity.subject
            )
        ).one_or_none()
        return None if row is None else PersonId(row.person_id)

    def add(self, identity: Identity, person: PersonId, *, at: datetime) -> None:
        """Let a person be known by it."""
        self._connection.execute(
            IDENTITY.insert().values(issuer=identity.issuer, subject=identity.subject, person_id=person, added_at=at)
        )
