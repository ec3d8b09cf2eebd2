"""Searches of the audit trail across its chains."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, String, cast, exists, func, select

from assessment.codes import Event, Stage
from assessment.ids import PersonId
from assessment.store.audit import ANSWERING_EVENTS, AuditEntry, audit_entry
from assessment.store.audit_chain import PEOPLE_CHAIN, Chain
from assessment.store.tables import ASSESSMENT, AUDIT, RESPONDENT


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuery:
    """The entries to look for: those from `since` on and before `before`. None stands for any."""

    chain: Chain | None = None
    event: Event | None = None
    person: PersonId | None = None
    """The person who did it or to whom it was done."""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedEntry:
    """An entry, and its HMAC as 64 hexadecimal digits."""

    entry: AuditEntry
    hmac: str


class AuditSearch:
    """The searches, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: AuditQuery, *, most: int, skip: int) -> tuple[SealedEntry, ...]:
        """Return at most `most` of the matching entries, newest first, after leaving out the first `skip`."""
        rows = self._connection.execute(
            select(AUDIT)
            .where(*_conditions(query))
            .order_by(AUDIT.c.done_at.desc(), AUDIT.c.chain, AUDIT.c.number.desc())
            .limit(most)
            .offset(skip)
        )
        return tuple(SealedEntry(entry=audit_entry(row), hmac=row.hmac) for row in rows)

    def count(self, query: AuditQuery) -> int:
        """Return the number of matching entries."""
        return self._connection.execute(select(func.count()).select_from(AUDIT).where(*_conditions(query))).scalar_one()


_OF_A_FORCE_ALONE: Final = (
    exists()
    .where(RESPONDENT.c.assessment_id == AUDIT.c.assessment_id, RESPONDENT.c.id == AUDIT.c.respondent_id)
    .where(RESPONDENT.c.force_id.is_not(None))
    .where(ASSESSMENT.c.id == AUDIT.c.assessment_id, ASSESSMENT.c.stage == Stage.COLLECTING)
)
"""True of an entry about the answers of a force that answers alone: nobody learns how far it has come before the
release."""


def _conditions(query: AuditQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [AUDIT.c.event.not_in(ANSWERING_EVENTS) | ~_OF_A_FORCE_ALONE]
    if query.chain is not None:
        conditions.append(AUDIT.c.chain == query.chain)
    if query.event is not None:
        conditions.append(AUDIT.c.event == query.event)
    if query.person is not None:
        done_to_them = (AUDIT.c.chain == PEOPLE_CHAIN) & cast(AUDIT.c.detail, String).contains(str(query.person))
        conditions.append((AUDIT.c.done_by == str(query.person)) | done_to_them)
    if query.since is not None:
        conditions.append(AUDIT.c.done_at >= query.since)
    if query.before is not None:
        conditions.append(AUDIT.c.done_at < query.before)
    return conditions
