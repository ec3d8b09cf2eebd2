"""Responses as they are stored. A save is refused where its author saw an older version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, or_, select, tuple_

from assessment.bank.applicability import Facts
from assessment.bank.model import Bank, Question
from assessment.codes import Event
from assessment.dates import UK
from assessment.errors import ResponseChanged, sentence
from assessment.ids import AssessmentId, OperationId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment, BankReference
from assessment.rounds.named_evidence import EvidenceOf
from assessment.rounds.response import Response, Responses, StoredResponse
from assessment.rounds.shared_evidence import own_where_it_differs
from assessment.store.audit import AuditTrail
from assessment.store.evidence import (
    EVIDENCE_COLUMNS,
    evidence_in,
    evidence_of_each,
    named_elsewhere,
    replace_evidence,
)
from assessment.store.holding import Held
from assessment.store.minority_views import save_minority_views, with_minority_views
from assessment.store.people import People
from assessment.store.response_codec import (
    BankCodes,
    decode_response,
    encode_response,
    reply_columns,
)
from assessment.store.tables import AUDIT, EVIDENCE, RESPONSE, AnyRow
from assessment.store.versioned_rows import write_next_version

_ASSESSMENTS_PER_QUERY: Final = 500
"""Databases limit how many values a statement may carry."""

_WITH_EVIDENCE: Final = (
    select(
        RESPONSE.c.assessment_id,
        RESPONSE.c.question,
        RESPONSE.c.version,
        RESPONSE.c.met,
        RESPONSE.c.not_applicable,
        RESPONSE.c.finding,
        RESPONSE.c.rationale,
        RESPONSE.c.saved_at,
        RESPONSE.c.saved_by,
        *EVIDENCE_COLUMNS,
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
_OF_RESPONDENT: Final = _WITH_EVIDENCE.where(
    RESPONSE.c.assessment_id == bindparam("assessment"), RESPONSE.c.respondent_id == bindparam("respondent")
)
_ONE: Final = _OF_RESPONDENT.where(RESPONSE.c.question == bindparam("question"))
_IS_NEW_OPERATION: Final = ~exists().where(AUDIT.c.operation == bindparam("by_operation"))


class StoredResponses:
    """The responses, within one transaction.

    Each method takes the bank that the assessment answers, and raises :class:`BankUnusable` for a stored question or
    statement that the bank does not have.
    """

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._held = held
        self._audit = audit

    def of(self, assessment: Assessment, bank: Bank) -> dict[QuestionCode, StoredResponse]:
        """Return the responses of the assessment's respondent, in bank order, as far as they were ever saved.

        One to a question that is not asked stays where it is, and is left out.
        """
        self._held.require_assessment(assessment.id)
        codes = BankCodes.of(bank)
        rows = self._connection.execute(_OF_RESPONDENT, _owner(assessment))
        asked = (each for each in _by_response(rows) if each[0].question not in codes.not_asked)
        stored = (_stored(each, codes) for each in asked)
        return _in_bank_order(with_minority_views(self._connection, assessment, stored), codes)

    def of_all(
        self, assessments: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]
    ) -> dict[AssessmentId, Responses]:
        """Return the responses of several assessments, read together, without minority views.

        `banks` holds the bank of each of them.
        """
        codes = _codes(assessments, banks)
        found: dict[AssessmentId, list[StoredResponse]] = {assessment.id: [] for assessment in assessments}
        for start in range(0, len(assessments), _ASSESSMENTS_PER_QUERY):
            some = assessments[start : start + _ASSESSMENTS_PER_QUERY]
            rows = self._connection.execute(_WITH_EVIDENCE.where(_of_any(some)))
            for each in _by_response(rows):
                id = AssessmentId(each[0].assessment_id)
                if each[0].question not in codes[id].not_asked:
                    found[id].append(_stored(each, codes[id]))
        return {
            id: {code: each.response for code, each in _in_bank_order(stored, codes[id]).items()}
            for id, stored in found.items()
        }

    def find(self, assessment: Assessment, question: QuestionCode, bank: Bank) -> StoredResponse:
        """Return the response to the question: an empty one with version 0 if it was never saved."""
        self._held.require_assessment(assessment.id)
        rows = self._connection.execute(_ONE, {**_owner(assessment), "question": question})
        codes = BankCodes.of(bank)
        stored = (_stored(each, codes) for each in _by_response(rows))
        return next(
            with_minority_views(self._connection, assessment, stored),
            StoredResponse(response=Response(question=codes.question(question).code)),
        )

    def evidence_of(self, assessments: Sequence[Assessment], bank: Bank) -> list[EvidenceOf]:
        """Return the evidence that the respondent of each names, without answers.

        They are the same assessment as several answer it.
        """
        for each in assessments:
            self._held.require_assessment(each.id)
        return evidence_of_each(self._connection, assessments, BankCodes.of(bank))

    def count_replies(
        self, assessments: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]
    ) -> dict[RespondentId, int]:
        """Return how many questions have a reply, statements chosen from or not applicable, in the answers meant.

        Those that are not asked are not counted, as far as the bank of the assessment is among `banks`.
        """
        for each in assessments:
            self._held.require_assessment(each.id)
        counts: dict[RespondentId, int] = {}
        for start in range(0, len(assessments), _ASSESSMENTS_PER_QUERY):
            some = assessments[start : start + _ASSESSMENTS_PER_QUERY]
            not_asked = [
                (*_respondent(each), left_out.question.code)
                for each in some
                if each.id in banks
                for left_out in banks[each.id].not_asked()
            ]
            rows = self._connection.execute(
                select(RESPONSE.c.respondent_id, func.count())
                .where(
                    _of_any(some),
                    or_(RESPONSE.c.met.is_not(None), RESPONSE.c.not_applicable.is_not(None)),
                    tuple_(RESPONSE.c.assessment_id, RESPONSE.c.respondent_id, RESPONSE.c.question).not_in(not_asked),
                )
                .group_by(RESPONSE.c.respondent_id)
            )
            counts |= {RespondentId(id): count for id, count in rows}
        return counts

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
        """Save the response over the version that its author saw, and return it as it is now stored.

        Write nothing where the same is stored already. Where the operation stored this response over this version
        before, write nothing and return it as it was stored then. Raises :class:`ResponseChanged` where a version other
        than `expected_version` is stored, or where the operation was used for something else.
        """
        self._held.require_assessment(assessment.id)
        codes = BankCodes.of(bank)
        codes.require(response)
        asked = codes.question(response.question)
        stored = self.find(assessment, response.question, bank)
        if stored.response.evidence != response.evidence:
            response = own_where_it_differs(response, named_elsewhere(self._connection, assessment, response))
        if stored.response == response:
            return stored
        saved = StoredResponse(response=response, version=expected_version + 1, saved_at=at, saved_by=by)
        if stored.version != expected_version or not self._write(assessment, asked, saved, operation):
            applied = self._find_applied(assessment, response.question, operation, codes)
            if applied is None or (applied.response, applied.version) != (response, saved.version):
                raise self._changed(assessment, response.question, bank)
            return applied
        if stored.response.evidence != response.evidence:
            replace_evidence(self._connection, _key(assessment, response.question), stored.response, response)
        save_minority_views(self._connection, _key(assessment, response.question), stored.response, response)
        self._audit.add(
            Event.RESPONSE_SAVED,
            assessment=assessment,
            respondent=assessment.answers_of,
            question=response.question,
            operation=operation,
            version=saved.version,
            by=by,
            at=at,
            detail=encode_response(asked, response),
        )
        return saved

    def _write(self, assessment: Assessment, asked: Question, saved: StoredResponse, operation: OperationId) -> bool:
        """Write the row and return True; write nothing and return False for another version or a repeated operation."""
        response = saved.response
        return write_next_version(
            self._connection,
            RESPONSE,
            key=_key(assessment, response.question),
            values=reply_columns(asked, response.reply)
            | {
                "finding": response.finding,
                "rationale": response.rationale,
                "saved_at": saved.saved_at,
                "saved_by": saved.saved_by,
                "operation": operation,
            },
            expected_version=saved.version - 1,
            only_if=_IS_NEW_OPERATION,
            only_if_values={"by_operation": operation},
        )

    def _find_applied(
        self, assessment: Assessment, question: QuestionCode, operation: OperationId, codes: BankCodes
    ) -> StoredResponse | None:
        entry = self._connection.execute(
            select(AUDIT.c.version, AUDIT.c.done_at, AUDIT.c.done_by, AUDIT.c.detail).where(
                AUDIT.c.operation == operation,
                AUDIT.c.assessment_id == assessment.id,
                AUDIT.c.respondent_id == assessment.answers_of,
                AUDIT.c.question == question,
            )
        ).one_or_none()
        return entry and StoredResponse(
            response=decode_response(entry.detail, question, codes),
            version=entry.version,
            saved_at=entry.done_at,
            saved_by=entry.done_by,
        )

    def _changed(self, assessment: Assessment, question: QuestionCode, bank: Bank) -> ResponseChanged:
        stored = self.find(assessment, question, bank)
        if stored.saved_at is None or stored.saved_by is None:
            return ResponseChanged(
                sentence(
                    "answer_no_longer_stored",
                    "This answer is no longer stored, because an older copy of the database was restored. "
                    "Your text is not lost. Choose whether to save it again.",
                ),
                stored=stored,
            )
        return ResponseChanged(
            sentence(
                "answer_changed",
                "This answer was changed by {name} on {saved_at} at {saved_at:time}, "
                "after you opened it. Both texts are kept. Choose which one to save.",
                name=People(self._connection, self._held).name_of(stored.saved_by),
                saved_at=stored.saved_at.astimezone(UK),
            ),
            stored=stored,
        )


def _codes(assessments: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]) -> Mapping[AssessmentId, BankCodes]:
    """Return the codes of the bank of each assessment, worked out once for those that are asked the same."""
    found: dict[tuple[BankReference, Facts], BankCodes] = {}
    for each in assessments:
        if (each.bank, each.facts) not in found:
            found[each.bank, each.facts] = BankCodes.of(banks[each.id])
    return {each.id: found[each.bank, each.facts] for each in assessments}


def _respondent(assessment: Assessment) -> tuple[AssessmentId, RespondentId]:
    return assessment.id, assessment.answers_of


def _of_any(assessments: Sequence[Assessment]) -> ColumnElement[bool]:
    """Return the condition that a response is one of those that are meant of these assessments.

    A respondent has one assessment. For pairs of both ids, SQLite would read through every response there is.
    """
    return and_(
        RESPONSE.c.assessment_id.in_([each.id for each in assessments]),
        RESPONSE.c.respondent_id.in_([each.answers_of for each in assessments]),
    )


def _owner(assessment: Assessment) -> dict[str, object]:
    return {"assessment": assessment.id, "respondent": assessment.answers_of}


def _key(assessment: Assessment, question: QuestionCode) -> dict[str, object]:
    return {"assessment_id": assessment.id, "respondent_id": assessment.answers_of, "question": question}


def _by_response(rows: Iterable[AnyRow]) -> Iterator[list[AnyRow]]:
    """Yield the rows of each response: one for each piece of evidence, or one if there is none."""
    for _, each in groupby(rows, key=lambda row: (row.assessment_id, row.question)):
        yield list(each)


def _stored(rows: Sequence[AnyRow], codes: BankCodes) -> StoredResponse:
    row = rows[0]
    asked = codes.question(row.question)
    return StoredResponse(
        response=Response(
            question=asked.code,
            reply=codes.reply(asked, None if row.met is None else row.met.split(), row.not_applicable),
            finding=row.finding,
            rationale=row.rationale,
            evidence=tuple(evidence_in(each) for each in rows if each.evidence_id is not None),
        ),
        version=row.version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )


def _in_bank_order(stored: Iterable[StoredResponse], codes: BankCodes) -> dict[QuestionCode, StoredResponse]:
    by_question = {each.response.question: each for each in stored}
    return {code: by_question[code] for code in sorted(by_question, key=codes.positions.__getitem__)}
