"""The audit trail: sealed entries that say what was done, by whom and when. Entries are added and never changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import uuid6
from sqlalchemy import ColumnElement, Connection, Row, String, cast, select

from assessment.codes import Event
from assessment.ids import AssessmentId, OperationId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.store.audit_chain import FIRST_HMAC, Chain, ChainLink, canonical_content, chain_of, seal
from assessment.store.holding import Held
from assessment.store.tables import AUDIT

DOWNLOAD_EVENTS: Final = (Event.REPORT_ISSUED, Event.ANSWERS_EXPORTED, Event.COMPARISON_EXPORTED)
"""The events of files that were handed out. They do not change the assessment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One entry. `detail` holds the whole of what was saved, so that every earlier text can be read again."""

    chain: Chain
    number: int
    """The entry's place in the chain, from 1."""
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

    def __init__(self, connection: Connection, key: Callable[[], bytes], held: Held) -> None:
        self._connection = connection
        self._key = key
        self._held = held
        self._heads: dict[Chain, ChainLink] = {}

    @property
    def added(self) -> tuple[ChainLink, ...]:
        """Return the last entry of each chain that this transaction added to."""
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
        """Add an entry, and return its place in its chain.

        An event of an assessment names the `assessment`, and is added to the chain of its collaboration. An event that
        concerns people is added to ``PEOPLE_CHAIN`` (:mod:`assessment.store.audit_chain`), and may name an assessment::

            unit.audit.add(Event.RESPONSE_SAVED, assessment=assessment, by=viewer.actor_id, at=at, detail={...})
            unit.audit.add(Event.SIGNED_IN, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=at, detail={"person": str(id)})

        `by` is the actor's id: 1 to 200 characters without NUL. `at` is an aware datetime. `detail` is fit for JSON and
        holds no password, code or token, because it is kept for good.

        Other writers of the same chain wait until this transaction ends. A transaction that adds to several chains, and
        did not say so when it began, adds to collaborations first, in the order of their chains' names, and to people
        last. Any other order raises :class:`NotHeld`, because two transactions could wait for each other.

        An entry without an assessment and a chain is a bug and raises :class:`ValueError`. So is an operation that was
        recorded already, which breaks a constraint.
        """
        if chain is None:
            if assessment is None:
                raise ValueError("An audit entry names an assessment or a chain.")
            chain = chain_of(assessment.collaboration.id)
        last = self.hold(chain)
        number = 1 if last is None else last.number + 1
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
            hmac=seal(self._key(), FIRST_HMAC if last is None else last.hmac, content),
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
        """Return the place of the chain's last entry, or None while the chain is empty."""
        row = self._connection.execute(
            select(AUDIT.c.number, AUDIT.c.hmac).where(AUDIT.c.chain == chain).order_by(AUDIT.c.number.desc()).limit(1)
        ).one_or_none()
        return row and ChainLink(chain=chain, number=row.number, hmac=row.hmac)

    def last_number(self, chain: Chain, *, but: Collection[Event]) -> int:
        """Return the number of the chain's last entry of any event but those, or 0 where it has none."""
        found = self._connection.execute(
            select(AUDIT.c.number)
            .where(AUDIT.c.chain == chain, AUDIT.c.event.not_in(but))
            .order_by(AUDIT.c.number.desc())
            .limit(1)
        )
        return found.scalar_one_or_none() or 0

    def hold(self, chain: Chain) -> ChainLink | None:
        """Return the place of the chain's last entry. Others cannot add to the chain until this transaction ends."""
        if chain in self._heads:
            return self._heads[chain]
        self._held.take_chain(chain)
        return self.head(chain)

    def of(self, assessment: Assessment, *, only: Collection[Event] = tuple(Event)) -> tuple[AuditEntry, ...]:
        """Return the entries of the assessment, or those of some events `only`, oldest first."""
        chain = chain_of(assessment.collaboration.id)
        return self._read(AUDIT.c.assessment_id == assessment.id, AUDIT.c.chain == chain, AUDIT.c.event.in_(only))

    def with_file(self, sha256: str) -> tuple[AuditEntry, ...]:
        """Return the entries of every download of the file with that hash, in hexadecimal digits, oldest first."""
        found = self._read(AUDIT.c.event.in_(DOWNLOAD_EVENTS), cast(AUDIT.c.detail, String).contains(sha256))
        return tuple(sorted((each for each in found if each.detail.get("sha256") == sha256), key=lambda each: each.at))

    def of_chain(self, chain: Chain) -> tuple[AuditEntry, ...]:
        """Return every entry of the chain, oldest first."""
        return self._read(AUDIT.c.chain == chain)

    def _read(self, *conditions: ColumnElement[bool]) -> tuple[AuditEntry, ...]:
        rows = self._connection.execute(select(AUDIT).where(*conditions).order_by(AUDIT.c.number))
        return tuple(map(audit_entry, rows))


def audit_entry(row: Row[Any]) -> AuditEntry:
    """Return the entry that a row of the table holds."""
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
