"""Responses. A save says which version its author saw, and is refused if that is not what is stored any more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, exists, select, tuple_

from assessment.bank.model import Bank
from assessment.codes import Event
from assessment.dates import uk_moment
from assessment.errors import ResponseChanged
from assessment.ids import AssessmentId, EvidenceId, OperationId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Evidence, Response, Responses, StoredResponse
from assessment.store.audit import AuditTrail
from assessment.store.engine import insert_into
from assessment.store.people import People
from assessment.store.response_codec import BankCodes, decode_response, encode_response, evidence_columns, reply_columns
from assessment.store.tables import AUDIT, EVIDENCE, RESPONSE, AnyRow

_AT_ONCE: Final = 5_000
"""Assessments per query: databases limit how many values a statement may carry."""

_WITH_EVIDENCE: Final = (
    select(
        RESPONSE.c.assessment_id,
        RESPONSE.c.question,
        RESPONSE.c.version,
        RESPONSE.c.level,
        RESPONSE.c.not_applicable,
        RESPONSE.c.rationale,
        RESPONSE.c.saved_at,
        EVIDENCE.c.id.label("evidence_id"),
        EVIDENCE.c.title,
        EVIDENCE.c.reference,
        EVIDENCE.c.dated,
    )
    .join_from(
        RESPONSE,
        EVIDENCE,
        and_(
            EVIDENCE.c.assessment_id == RESPONSE.c.assessment_id,
            EVIDENCE.c.respondent_id == RESPONSE.c.respondent_id,
            EVIDENCE.c.question == RESPONSE.c.question,
        ),
        isouter=True,
    )
    .order_by(RESPONSE.c.assessment_id, RESPONSE.c.question, EVIDENCE.c.position)
)


class StoredResponses:
    """The responses, within one transaction.

    Whoever reads or saves hands in the bank that the assessment answers. What the database holds and that bank does
    not know raises :class:`BankUnusable`.
    """

    def __init__(self, connection: Connection, audit: AuditTrail) -> None:
        self._connection = connection
        self._audit = audit

    def of(self, assessment: Assessment, bank: Bank) -> dict[QuestionCode, StoredResponse]:
        """What the assessment's respondent has said, in bank order; a question never saved has no entry."""
        codes = BankCodes.of(bank)
        rows = self._connection.execute(_WITH_EVIDENCE.where(_belongs_to(assessment)))
        return _in_bank_order((_stored(each, codes) for each in _by_response(rows)), codes)

    def of_all(
        self, assessments: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]
    ) -> dict[AssessmentId, Responses]:
        """What the respondents of all those have said, in one query. `banks` holds the bank of each of them."""
        codes = {bank.fingerprint: BankCodes.of(bank) for bank in banks.values()}
        found: dict[AssessmentId, list[StoredResponse]] = {assessment.id: [] for assessment in assessments}
        for start in range(0, len(assessments), _AT_ONCE):
            keys = [(assessment.id, assessment.respondent) for assessment in assessments[start : start + _AT_ONCE]]
            rows = self._connection.execute(
                _WITH_EVIDENCE.where(tuple_(RESPONSE.c.assessment_id, RESPONSE.c.respondent_id).in_(keys))
            )
            for each in _by_response(rows):
                id = AssessmentId(each[0].assessment_id)
                found[id].append(_stored(each, codes[banks[id].fingerprint]))
        return {
            id: {code: each.response for code, each in _in_bank_order(stored, codes[banks[id].fingerprint]).items()}
            for id, stored in found.items()
        }

    def find(self, assessment: Assessment, question: QuestionCode, bank: Bank) -> StoredResponse:
        """The response to that question; with version 0 and empty where it was never saved."""
        rows = self._connection.execute(_WITH_EVIDENCE.where(_belongs_to(assessment), RESPONSE.c.question == question))
        codes = BankCodes.of(bank)
        stored = (_stored(each, codes) for each in _by_response(rows))
        return next(stored, StoredResponse(response=Response(question=codes.question(question))))

    def save(
        self,
        assessment: Assessment,
        response: Response,
        *,
        bank: Bank,
        expected_version: int,
        operation: OperationId,
        by: str,
        at: datetime,
    ) -> StoredResponse:
        """Save the response over the version its author saw, and return it as it is now stored.

        Nothing is written where the same is stored already, and where the operation was applied before: then what it
        stored at the time is returned. Raises :class:`ResponseChanged` when the version seen is not the one stored.
        """
        BankCodes.of(bank).require(response)
        stored = self.find(assessment, response.question, bank)
        if stored.response == response:
            return stored
        saved = StoredResponse(response=response, version=expected_version + 1, saved_at=at)
        if stored.version != expected_version or not self._write(assessment, saved, operation=operation, by=by):
            applied = self._find_applied(assessment, response.question, operation, bank)
            if applied is None:
                raise self._changed(assessment, response.question, bank)
            return applied
        if stored.response.evidence != response.evidence:
            self._replace_evidence(assessment, stored.response, response)
        self._audit.add(
            Event.RESPONSE_SAVED,
            assessment=assessment,
            question=response.question,
            operation=operation,
            version=saved.version,
            by=by,
            at=at,
            detail=encode_response(response),
        )
        return saved

    def _write(self, assessment: Assessment, saved: StoredResponse, *, operation: OperationId, by: str) -> bool:
        """Write the row unless another version than the one before is stored, or the operation was applied before."""
        response = saved.response
        columns = {
            "version": saved.version,
            "rationale": response.rationale,
            "saved_at": saved.saved_at,
            "saved_by": by,
            "operation": operation,
        } | reply_columns(response.reply)
        if saved.version == 1:
            columns |= _key(assessment, response.question)
            first = insert_into(self._connection, RESPONSE).values(**columns).on_conflict_do_nothing()
            written = self._connection.execute(first.returning(RESPONSE.c.version))
        else:
            written = self._connection.execute(
                RESPONSE.update()
                .where(
                    _belongs_to(assessment),
                    RESPONSE.c.question == response.question,
                    RESPONSE.c.version == saved.version - 1,
                    ~exists().where(AUDIT.c.operation == operation),
                )
                .values(**columns)
                .returning(RESPONSE.c.version)
            )
        # How many rows an INSERT wrote, PostgreSQL's driver does not say; what it returned is certain on both.
        return written.one_or_none() is not None

    def _replace_evidence(self, assessment: Assessment, before: Response, after: Response) -> None:
        key = _key(assessment, after.question)
        if before.evidence:
            self._connection.execute(EVIDENCE.delete().where(*(EVIDENCE.c[name] == key[name] for name in key)))
        if after.evidence:
            self._connection.execute(EVIDENCE.insert(), [key | columns for columns in evidence_columns(after)])

    def _find_applied(
        self, assessment: Assessment, question: QuestionCode, operation: OperationId, bank: Bank
    ) -> StoredResponse | None:
        entry = self._connection.execute(
            select(AUDIT.c.version, AUDIT.c.done_at, AUDIT.c.detail).where(
                AUDIT.c.operation == operation, AUDIT.c.assessment_id == assessment.id, AUDIT.c.question == question
            )
        ).one_or_none()
        return entry and StoredResponse(
            response=decode_response(entry.detail, question, BankCodes.of(bank)),
            version=entry.version,
            saved_at=entry.done_at,
        )

    def _changed(self, assessment: Assessment, question: QuestionCode, bank: Bank) -> ResponseChanged:
        stored = self.find(assessment, question, bank)
        if stored.saved_at is None:
            return ResponseChanged(
                "This answer is no longer stored: an older copy of the database was put back. "
                "Your text is not lost; choose whether to save it again.",
                stored=stored,
            )
        by = self._connection.execute(
            select(RESPONSE.c.saved_by).where(_belongs_to(assessment), RESPONSE.c.question == question)
        ).scalar_one()
        who = People(self._connection).name_of(by)
        return ResponseChanged(
            f"This answer was changed by {who} on {uk_moment(stored.saved_at)}, after you opened it. "
            "Both texts are kept; choose which of them shall stand.",
            stored=stored,
        )


def _belongs_to(assessment: Assessment) -> ColumnElement[bool]:
    return and_(RESPONSE.c.assessment_id == assessment.id, RESPONSE.c.respondent_id == assessment.respondent)


def _key(assessment: Assessment, question: QuestionCode) -> dict[str, object]:
    return {"assessment_id": assessment.id, "respondent_id": assessment.respondent, "question": question}


def _by_response(rows: Iterable[AnyRow]) -> Iterator[list[AnyRow]]:
    """The rows of one response after another: one row for each piece of evidence, one if there is none."""
    for _, each in groupby(rows, key=lambda row: (row.assessment_id, row.question)):
        yield list(each)


def _stored(rows: Sequence[AnyRow], codes: BankCodes) -> StoredResponse:
    row = rows[0]
    return StoredResponse(
        response=Response(
            question=codes.question(row.question),
            reply=codes.reply(row.level, row.not_applicable),
            rationale=row.rationale,
            evidence=tuple(
                Evidence(id=EvidenceId(each.evidence_id), title=each.title, reference=each.reference, dated=each.dated)
                for each in rows
                if each.evidence_id is not None
            ),
        ),
        version=row.version,
        saved_at=row.saved_at,
    )


def _in_bank_order(stored: Iterable[StoredResponse], codes: BankCodes) -> dict[QuestionCode, StoredResponse]:
    by_question = {each.response.question: each for each in stored}
    return {code: by_question[code] for code in sorted(by_question, key=codes.positions.__getitem__)}
