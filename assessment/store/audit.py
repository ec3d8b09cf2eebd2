"""The audit trail: what was done, by whom, when, and what it left behind. Entries are only ever added, each sealed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import uuid6
from sqlalchemy import ColumnElement, Connection, Row, String, cast, select, text

from assessment.codes import Event
from assessment.ids import AssessmentId, OperationId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.store.audit_chain import FIRST_HMAC, Chain, ChainLink, canonical_content, chain_of, seal
from assessment.store.tables import AUDIT

_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:chain, 7218093461150208))")
"""One writer at a time for each chain, until its transaction ends. The number keeps it apart from other locks."""


DOWNLOAD_EVENTS: Final = (Event.REPORT_ISSUED, Event.ANSWERS_EXPORTED, Event.COMPARISON_EXPORTED)
"""That somebody carried a file away. They leave the assessment as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing that happened. `detail` holds all of what was saved, so that every earlier text can be had back."""

    chain: Chain
    number: int
    """Its place in the chain, from 1."""
    event: Event
    by: str
    at: datetime
    assessment: AssessmentId | None = None
    question: QuestionCode | None = None
    operation: OperationId | None = None
    version: int | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


class AuditTrail:
    """The audit trail, within one transaction."""

    def __init__(self, connection: Connection, key: Callable[[], bytes]) -> None:
        self._connection = connection
        self._key = key
        self._heads: dict[Chain, ChainLink] = {}

    @property
    def added(self) -> tuple[ChainLink, ...]:
        """How far this transaction has brought each chain it added to."""
        return tuple(self._heads.values())

    def add(
        self,
        event: Event,
        *,
        by: str,
        at: datetime,
        detail: Mapping[str, object],
        assessment: Assessment | None = None,
        chain: Chain | None = None,
        question: QuestionCode | None = None,
        operation: OperationId | None = None,
        version: int | None = None,
    ) -> ChainLink:
        """Record what happened, and return where it stands in its chain.

        What happens to an assessment names the `assessment` and goes into the chain of its collaboration. What
        concerns people goes into the chain ``PEOPLE`` (:mod:`assessment.store.audit_chain`), and may name one too::

            unit.audit.add(Event.RESPONSE_SAVED, assessment=assessment, by=viewer.name, at=at, detail={...})
            unit.audit.add(Event.SIGNED_IN, chain=PEOPLE, by=person.name, at=at, detail={"person": str(person.id)})

        A new kind of event is a line in :class:`Event`. `detail` is what JSON can hold; it is kept for good, so it
        holds no password, code or token. `by` is 1 to 200 characters without NUL, `at` an aware moment.

        Other writers of the same chain wait until this transaction ends. One that adds to several chains adds to
        collaborations first, in the order of their chains' names, and to people last; otherwise two of them can wait
        for each other, which PostgreSQL ends with :class:`NotSaved` for one. An operation can be recorded once; a
        second time is a bug and raises, as does neither an assessment nor a chain.
        """
        if chain is None:
            if assessment is None:
                raise ValueError("An audit entry names an assessment or a chain.")
            chain = chain_of(assessment.collaboration.id)
        before = self.hold(chain)
        number = 1 if before is None else before.number + 1
        id = uuid6.uuid7()
        assessment_id = None if assessment is None else assessment.id
        content = canonical_content(
            chain=chain,
            number=number,
            id=id,
            assessment=assessment_id,
            event=event,
            question=question,
            operation=operation,
            version=version,
            by=by,
            at=at,
            detail=detail,
        )
        link = ChainLink(
            chain=chain,
            number=number,
            hmac=seal(self._key(), FIRST_HMAC if before is None else before.hmac, content),
        )
        self._connection.execute(
            AUDIT.insert().values(
                id=id,
                assessment_id=assessment_id,
                event=event,
                question=question,
                operation=operation,
                version=version,
                done_by=by,
                done_at=at,
                detail=dict(detail),
                chain=chain,
                number=number,
                hmac=link.hmac,
            )
        )
        self._heads[chain] = link
        return link

    def head(self, chain: Chain) -> ChainLink | None:
        """The last entry's place in the chain; none while nothing is in it."""
        row = self._connection.execute(
            select(AUDIT.c.number, AUDIT.c.hmac).where(AUDIT.c.chain == chain).order_by(AUDIT.c.number.desc()).limit(1)
        ).one_or_none()
        return row and ChainLink(chain=chain, number=row.number, hmac=row.hmac)

    def hold(self, chain: Chain) -> ChainLink | None:
        """The same, in a writing unit: nobody else adds to the chain until it ends."""
        if chain in self._heads:
            return self._heads[chain]
        # On SQLite a writing transaction is alone anyway.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK, {"chain": chain})
        return self.head(chain)

    def of(self, assessment: Assessment, *, only: Collection[Event] = tuple(Event)) -> tuple[AuditEntry, ...]:
        """Everything that happened to the assessment, or those events of it, first things first."""
        chain = chain_of(assessment.collaboration.id)
        return self._read(AUDIT.c.assessment_id == assessment.id, AUDIT.c.chain == chain, AUDIT.c.event.in_(only))

    def with_file(self, sha256: str) -> tuple[AuditEntry, ...]:
        """Every entry of a file with that hash, as hexadecimal digits, that was handed out, oldest first."""
        found = self._read(AUDIT.c.event.in_(DOWNLOAD_EVENTS), cast(AUDIT.c.detail, String).contains(sha256))
        return tuple(sorted((each for each in found if each.detail.get("sha256") == sha256), key=lambda each: each.at))

    def of_chain(self, chain: Chain) -> tuple[AuditEntry, ...]:
        """Everything in that chain, first things first."""
        return self._read(AUDIT.c.chain == chain)

    def _read(self, *which: ColumnElement[bool]) -> tuple[AuditEntry, ...]:
        rows = self._connection.execute(select(AUDIT).where(*which).order_by(AUDIT.c.number))
        return tuple(map(audit_entry, rows))


def audit_entry(row: Row[Any]) -> AuditEntry:
    """The entry that a row of the table holds."""
    return AuditEntry(
        chain=row.chain,
        number=row.number,
        event=Event(row.event),
        by=row.done_by,
        at=row.done_at,
        assessment=None if row.assessment_id is None else AssessmentId(row.assessment_id),
        question=row.question,
        operation=row.operation,
        version=row.version,
        detail=row.detail,
    )
