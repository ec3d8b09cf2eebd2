"""Rounds as they are stored: those that administrators make for any collaboration, and a collaboration's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from assessment.codes import Event
from assessment.dates import uk_day
from assessment.errors import NotFound
from assessment.ids import RoundId
from assessment.rounds.assessment import Assessment, BankReference
from assessment.rounds.names import name_key
from assessment.rounds.shared_round import ROUND_NOT_FOUND, SharedRound
from assessment.store.audit import AuditTrail
from assessment.store.audit_chain import ROUNDS_CHAIN
from assessment.store.holding import Held
from assessment.store.round_tables import ROUND
from assessment.store.tables import ASSESSMENT, AnyRow

_SHARED: Final = select(ROUND).where(ROUND.c.collaboration_id.is_(None)).order_by(ROUND.c.opens_on.desc(), ROUND.c.id)


class StoredRounds:
    """The rounds, within one transaction.

    A shared round is recorded in a chain of its own, since it belongs to no collaboration. The own round of a
    collaboration is recorded where its assessment is: it comes and is renamed with it.
    """

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held

    def shared(self) -> tuple[SharedRound, ...]:
        """Return every shared round, the one that opened last first."""
        return tuple(_shared(row) for row in self._connection.execute(_SHARED))

    def require(self, id: RoundId) -> SharedRound:
        """Return the shared round. Raise :class:`NotFound` where there is none of that id."""
        row = self._connection.execute(_SHARED.where(ROUND.c.id == id)).one_or_none()
        if row is None:
            raise NotFound(ROUND_NOT_FOUND)
        return _shared(row)

    def started(self) -> Mapping[RoundId, int]:
        """Return how many assessments were started in each round, but for drafts that were deleted."""
        query = (
            select(ASSESSMENT.c.round_id, func.count())
            .where(ASSESSMENT.c.deleted_at.is_(None))
            .group_by(ASSESSMENT.c.round_id)
        )
        return {RoundId(id): count for id, count in self._connection.execute(query)}

    def add(self, round: SharedRound, *, by: str, at: datetime) -> None:
        """Add a shared round, and record it."""
        self._held.require_chain(ROUNDS_CHAIN)
        self._connection.execute(
            ROUND.insert().values(
                id=round.id, collaboration_id=None, made_by=by, made_at=at, **_changeable(round), **_bank(round.bank)
            )
        )
        self._audit.add(Event.ROUND_MADE, chain=ROUNDS_CHAIN, by=by, at=at, detail=_record(round))

    def change(self, round: SharedRound, *, by: str, at: datetime) -> None:
        """Write the title and the days of a shared round. Write nothing where they are stored already."""
        self._held.require_chain(ROUNDS_CHAIN)
        before = self.require(round.id)
        if _changeable(before) == _changeable(round):
            return
        self._connection.execute(ROUND.update().where(ROUND.c.id == round.id).values(**_changeable(round)))
        detail = _record(round) | {"was": _record(before)}
        self._audit.add(Event.ROUND_CHANGED, chain=ROUNDS_CHAIN, by=by, at=at, detail=detail)

    def add_own(self, assessment: Assessment, *, by: str) -> None:
        """Add the own round of the assessment's collaboration, which is recorded with the assessment."""
        self._held.require_assessment(assessment.id)
        self._connection.execute(
            ROUND.insert().values(
                id=assessment.round.id,
                collaboration_id=assessment.collaboration.id,
                **_titled(assessment.round.title),
                opens_on=uk_day(assessment.started_at),
                made_by=by,
                made_at=assessment.started_at,
                **_bank(assessment.bank),
            )
        )

    def rename_own(self, assessment: Assessment) -> None:
        """Give the own round the title that the assessment has now, which is recorded with the assessment."""
        self._held.require_assessment(assessment.id)
        self._connection.execute(
            ROUND.update().where(ROUND.c.id == assessment.round.id).values(**_titled(assessment.round.title))
        )


def _shared(row: AnyRow) -> SharedRound:
    return SharedRound(
        id=RoundId(row.id),
        title=row.title,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        bank=BankReference(id=row.bank_id, version=row.bank_version, fingerprint=row.bank_fingerprint),
    )


def _changeable(round: SharedRound) -> dict[str, Any]:
    return {**_titled(round.title), "opens_on": round.opens_on, "closes_on": round.closes_on}


def _titled(title: str) -> dict[str, Any]:
    return {"title": title, "title_key": name_key(title)}


def _bank(bank: BankReference) -> dict[str, str]:
    return {"bank_id": bank.id, "bank_version": bank.version, "bank_fingerprint": bank.fingerprint}


def _record(round: SharedRound) -> dict[str, object]:
    return {
        "round": str(round.id),
        "title": round.title,
        "opens_on": round.opens_on.isoformat(),
        "closes_on": None if round.closes_on is None else round.closes_on.isoformat(),
        "bank": {"id": round.bank.id, "version": round.bank.version},
    }
