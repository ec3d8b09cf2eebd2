"""The audit trail: sealed entries that say what was done, by whom and when. Entries are added and never changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import uuid6
from sqlalchemy import ColumnElement, Connection, Row, String, bindparam, cast, select

from assessment.codes import ActorCode, Event
from assessment.dates import now
from assessment.ids import AssessmentId, CollaborationId, OperationId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.store.audit_chain import FIRST_HMAC, Chain, ChainLink, canonical_content, chain_of, seal
from assessment.store.holding import Held
from assessment.store.row_changes import RowChanges
from assessment.store.tables import AUDIT

DOWNLOAD_EVENTS: Final = (
    Event.REPORT_PREVIEWED,
    Event.REPORT_ISSUED,
    Event.REPORT_TAKEN,
    Event.ANSWERS_EXPORTED,
    Event.ACTIONS_EXPORTED,
    Event.COMPARISON_EXPORTED,
    Event.REGISTER_EXPORTED,
)
"""The events of files that were made or handed out. They do not change the assessment."""

ANSWERING_EVENTS: Final = (
    Event.RESPONSE_SAVED,
    Event.COMMENT_WRITTEN,
    Event.COMMENT_REMOVED,
    Event.QUESTION_HANDED,
    Event.QUESTION_TAKEN_BACK,
)
"""The events of working on the answers of one respondent. Together they tell how far it has come."""

_ADDING: Final = AUDIT.insert()
_LAST: Final = (
    select(AUDIT.c.number, AUDIT.c.hmac)
    .where(AUDIT.c.chain == bindparam("chain"))
    .order_by(AUDIT.c.number.desc())
    .limit(1)
)


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
    respondent: RespondentId | None = None
    question: QuestionCode | None = None
    operation: OperationId | None = None
    version: int | None = None
    detail: Mapping[str, object] = field(default_factory=dict)

    @property
    def files(self) -> Mapping[str, str]:
        """Return the SHA-256 of each file that the entry records, in hexadecimal digits, by its form."""
        files = self.detail.get("files")
        if isinstance(files, dict):  # an issued report has several
            return files
        return {str(self.detail["form"]): str(self.detail["sha256"])} if "sha256" in self.detail else {}

    def form_of(self, sha256: str) -> str:
        """Return the form of the file with that hash, or nothing where the entry records no such file."""
        return next((form for form, hash in self.files.items() if hash == sha256), "")


class AuditTrail:
    """The audit trail, within one transaction. The entries that it adds are written at the end of the transaction."""

    def __init__(self, connection: Connection, key: Callable[[], bytes], held: Held, *, for_writing: bool) -> None:
        self._connection = connection
        self._key = key
        self._held = held
        self._changes = RowChanges(connection, key) if for_writing else None
        self._new: dict[Chain, list[dict[str, Any]]] = {}
        self._heads: dict[Chain, ChainLink] = {}

    @property
    def added(self) -> tuple[ChainLink, ...]:
        """Return the last entry of each chain that this transaction wrote to."""
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
        respondent: RespondentId | None = None,
        question: QuestionCode | None = None,
        operation: OperationId | None = None,
        version: int | None = None,
    ) -> None:
        """Add an entry, which is written at the end of the transaction.

        An event of an assessment names the `assessment`, and is added to the chain of its collaboration. An event that
        concerns people is added to ``PEOPLE_CHAIN`` (:mod:`assessment.store.audit_chain`), and may name an assessment::

            unit.audit.add(Event.RESPONSE_SAVED, assessment=assessment, by=viewer.actor_id, at=at, detail={...})
            unit.audit.add(Event.SIGNED_IN, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=at, detail={"person": str(id)})

        `by` is the actor's id: 1 to 200 characters without NUL. `at` is an aware datetime. `detail` is fit for JSON and
        holds no password, code or token, because it is kept for good. `respondent` is whose answer the entry is about.

        An entry without an assessment and a chain is a bug and raises :class:`ValueError`. So is an operation that was
        recorded already, which breaks a constraint at the end of the transaction.
        """
        if chain is None:
            if assessment is None:
                raise ValueError("An audit entry names an assessment or a chain.")
            chain = chain_of(assessment.collaboration.id)
        self._new.setdefault(chain, []).append(
            {
                "id": uuid6.uuid7(),
                "assessment_id": None if assessment is None else assessment.id,
                "respondent_id": respondent,
                "event": event,
                "question": question,
                "operation": operation,
                "version": version,
                "done_by": by,
                "done_at": at,
                "detail": dict(detail),
                "digests": {},
            }
        )

    def write(self) -> None:
        """Write the entries, each at the end of its chain. The store calls this once, right before the commit.

        The last entry in a chain holds the digests of every row whose changes are recorded there. Rows that were
        changed without any entry get one of their own, so that no change is off the record.

        Other writers of the same chains wait until the commit. Chains that are not held yet are taken in the order of
        their names, which puts people last. :class:`NotHeld` is raised where the turn of one is over.
        """
        changes = {} if self._changes is None else self._changes.found()
        for chain in sorted(changes.keys() - self._new.keys()):
            self.add(Event.ROWS_CHANGED, chain=chain, by=ActorCode.NOBODY, at=now(), detail={})
        for chain, entries in sorted(self._new.items()):
            entries[-1]["digests"] = changes.get(chain, {})
            for entry in entries:
                self._write(chain, entry)
        self._new.clear()

    def _write(self, chain: Chain, entry: dict[str, Any]) -> None:
        last = self.hold(chain)
        number = 1 if last is None else last.number + 1
        content = canonical_content(chain=chain, number=number, **entry)
        hmac = seal(self._key(), FIRST_HMAC if last is None else last.hmac, content)
        self._connection.execute(_ADDING, {"chain": chain, "number": number, "hmac": hmac, **entry})
        self._heads[chain] = ChainLink(chain=chain, number=number, hmac=hmac)

    def head(self, chain: Chain) -> ChainLink | None:
        """Return the place of the chain's last entry, or None while the chain is empty."""
        self._held.require_chain(chain)
        row = self._connection.execute(_LAST, {"chain": chain}).one_or_none()
        return row and ChainLink(chain=chain, number=row.number, hmac=row.hmac)

    def last_number(self, chain: Chain, *, but: Collection[Event]) -> int:
        """Return the number of the chain's last entry of any event but those, or 0 where it has none."""
        self._held.require_chain(chain)
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

    def of(
        self, assessment: Assessment, *, only: Collection[Event] = tuple(Event), after: int = 0
    ) -> tuple[AuditEntry, ...]:
        """Return the entries of the assessment, those of some events `only` or `after` an entry, oldest first."""
        chain = chain_of(assessment.collaboration.id)
        return self._read(
            AUDIT.c.assessment_id == assessment.id,
            AUDIT.c.chain == chain,
            AUDIT.c.event.in_(only),
            AUDIT.c.number > after,
        )

    def of_collaboration(self, id: CollaborationId, *, only: Collection[Event]) -> tuple[AuditEntry, ...]:
        """Return the entries of those events in the chain of the collaboration, oldest first."""
        return self._read(AUDIT.c.chain == chain_of(id), AUDIT.c.event.in_(only))

    def has_issued_report(self, assessment: Assessment) -> bool:
        """Return True if a report of the assessment was issued since it was last submitted."""
        entries = self.of(assessment, only=[Event.ASSESSMENT_SUBMITTED, Event.REPORT_ISSUED])
        return bool(entries) and entries[-1].event is Event.REPORT_ISSUED

    def with_file(self, sha256: str) -> tuple[AuditEntry, ...]:
        """Return the entries of every file with that hash, in hexadecimal digits, oldest first."""
        found = self._read(AUDIT.c.event.in_(DOWNLOAD_EVENTS), cast(AUDIT.c.detail, String).contains(sha256))
        return tuple(sorted((each for each in found if each.form_of(sha256)), key=lambda each: each.at))

    def of_chain(self, chain: Chain) -> tuple[AuditEntry, ...]:
        """Return every entry of the chain, oldest first."""
        self._held.require_chain(chain)
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
        respondent=None if row.respondent_id is None else RespondentId(row.respondent_id),
        question=row.question,
        operation=row.operation,
        version=row.version,
        detail=row.detail,
    )
