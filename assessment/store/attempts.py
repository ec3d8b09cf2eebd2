"""Attempts at secrets, counted so that none can be guessed. What they were made at, and from where, is kept as hashes.

An attempt takes a place before anything is checked, and keeps it if it fails.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

import uuid6
from sqlalchemy import ColumnElement, Connection, delete, func, select

from assessment.store.holding import Held
from assessment.store.people_tables import ATTEMPT

AttemptId = NewType("AttemptId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places that attempts have taken: how many, how many of them failed, and when the first of them was taken."""

    taken: int
    failed: int
    first_at: datetime | None


class Attempts:
    """The recent attempts that failed or are still being checked, within one transaction."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def clear(self, *, before: datetime, after: datetime) -> None:
        """Delete the attempts that are older, and those from a future that a clock once showed."""
        self._held.require_attempts()
        self._connection.execute(delete(ATTEMPT).where((ATTEMPT.c.at < before) | (ATTEMPT.c.at > after)))

    def at_target(self, target: str) -> Places:
        """Return the places taken by attempts at what has that hash."""
        self._held.require_attempts()
        return self._places(ATTEMPT.c.target == target)

    def from_address(self, address: str) -> Places:
        """Return the places taken by attempts from the network address with that hash."""
        self._held.require_attempts()
        return self._places(ATTEMPT.c.address == address)

    def add(self, target: str, address: str, *, at: datetime) -> AttemptId:
        """Take a place."""
        self._held.require_attempts()
        id = uuid6.uuid7()
        self._connection.execute(
            ATTEMPT.insert().values(id=id, target=target, address=address, at=at, has_failed=False)
        )
        return AttemptId(id)

    def fail(self, id: AttemptId) -> None:
        """Keep the attempt's place: what was tried is wrong."""
        self._held.require_attempts()
        self._connection.execute(ATTEMPT.update().where(ATTEMPT.c.id == id).values(has_failed=True))

    def succeed(self, id: AttemptId) -> None:
        """Give the attempt's place back, and those of attempts at the same target from the same address that failed.

        Whoever made those knows the secret after all. Source: NIST SP 800-63B-4, 3.2.2.
        """
        self._held.require_attempts()
        target, address = (
            select(column).where(ATTEMPT.c.id == id).scalar_subquery()
            for column in (ATTEMPT.c.target, ATTEMPT.c.address)
        )
        is_earlier_failure = ATTEMPT.c.has_failed & (ATTEMPT.c.target == target) & (ATTEMPT.c.address == address)
        self._connection.execute(delete(ATTEMPT).where(is_earlier_failure))
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.id == id))

    def _places(self, condition: ColumnElement[bool]) -> Places:
        row = self._connection.execute(
            select(
                func.count().label("taken"),
                func.count().filter(ATTEMPT.c.has_failed).label("failed"),
                func.min(ATTEMPT.c.at).label("first_at"),
            ).where(condition)
        ).one()
        return Places(taken=row.taken, failed=row.failed, first_at=row.first_at)
