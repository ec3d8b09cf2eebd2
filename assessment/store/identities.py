"""Identities: what identity providers call people. What a person may do depends on their grants alone."""

from datetime import datetime

from sqlalchemy import Connection, select

from assessment.access.identity import Identity
from assessment.ids import PersonId
from assessment.store.holding import Held
from assessment.store.people_tables import IDENTITY


class Identities:
    """The identities, within one transaction."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def find(self, identity: Identity) -> PersonId | None:
        """Return the person who is known by the identity, or None if nobody is."""
        self._held.require_everybody()
        row = self._connection.execute(
            select(IDENTITY.c.person_id).where(
                IDENTITY.c.issuer == identity.issuer, IDENTITY.c.subject == identity.subject
            )
        ).one_or_none()
        return None if row is None else PersonId(row.person_id)

    def has_any(self, person: PersonId) -> bool:
        """Return True if the person can sign in by an identity provider."""
        self._held.require_person(person)
        found = self._connection.execute(select(IDENTITY.c.subject).where(IDENTITY.c.person_id == person).limit(1))
        return found.first() is not None

    def add(self, identity: Identity, person: PersonId, *, at: datetime) -> None:
        """Let the person sign in by the identity from now on."""
        self._held.require_everybody()
        self._connection.execute(
            IDENTITY.insert().values(issuer=identity.issuer, subject=identity.subject, person_id=person, added_at=at)
        )
