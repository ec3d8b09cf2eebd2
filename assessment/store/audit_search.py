"""Looking into the audit trail across its chains."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, cast, func, select

from assessment.codes import Event
from assessment.ids import PersonId
from assessment.store.audit import AuditEntry, audit_entry
from assessment.store.audit_chain import PEOPLE_CHAIN, Chain
from assessment.store.tables import AUDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuery:
    """What to look for; None where it may be any. `since` counts and `before` does not."""

    chain: Chain | None = None
    event: Event | None = None
    person: PersonId | None = None
    """Who did it, or to whom it was done."""
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

    def find(self, search: AuditQuery, *, most: int, skip: int) -> tuple[SealedEntry, ...]:
        """What fits, newest first, but the first to `skip`."""
        rows = self._connection.execute(
            select(AUDIT)
            .where(*_fits(search))
            .order_by(AUDIT.c.done_at.desc(), AUDIT.c.chain, AUDIT.c.number.desc())
            .limit(most)
            .offset(skip)
        )
        return tuple(SealedEntry(entry=audit_entry(row), hmac=row.hmac) for row in rows)

    def count(self, search: AuditQuery) -> int:
        """How much fits."""
        return self._connection.execute(select(func.count()).select_from(AUDIT).where(*_fits(search))).scalar_one()


def _fits(search: AuditQuery) -> list[ColumnElement[bool]]:
    fits: list[ColumnElement[bool]] = []
    if search.chain is not None:
        fits.append(AUDIT.c.chain == search.chain)
    if search.event is not None:
        fits.append(AUDIT.c.event == search.event)
    if search.person is not None:
        to_them = (AUDIT.c.chain == PEOPLE_CHAIN) & cast(AUDIT.c.detail, String).contains(str(search.person))
        fits.append((AUDIT.c.done_by == str(search.person)) | to_them)
    if search.since is not None:
        fits.append(AUDIT.c.done_at >= search.since)
    if search.before is not None:
        fits.append(AUDIT.c.done_at < search.before)
    return fits
