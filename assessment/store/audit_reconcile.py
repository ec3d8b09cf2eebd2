"""Compares every stored answer with the one that was saved last according to the audit trail."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, String, and_, cast, exists, select

from assessment.codes import Event
from assessment.errors import Sentence, sentence
from assessment.store.tables import AUDIT, EVIDENCE, RESPONSE, AnyRow

_IS_OF_ANSWER: Final = and_(AUDIT.c.assessment_id == RESPONSE.c.assessment_id, AUDIT.c.question == RESPONSE.c.question)
_IS_SAVE: Final = AUDIT.c.event == Event.RESPONSE_SAVED

# As text, because a value that somebody has edited may not be a date or an id.
_STORED_ANSWERS: Final = (
    select(
        cast(RESPONSE.c.assessment_id, String).label("assessment"),
        RESPONSE.c.question,
        RESPONSE.c.level,
        RESPONSE.c.not_applicable,
        RESPONSE.c.rationale,
        cast(EVIDENCE.c.id, String).label("evidence"),
        EVIDENCE.c.title,
        EVIDENCE.c.reference,
        cast(EVIDENCE.c.dated, String).label("dated"),
        cast(AUDIT.c.detail, String).label("detail"),
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
    .join(AUDIT, and_(_IS_OF_ANSWER, _IS_SAVE, AUDIT.c.version == RESPONSE.c.version), isouter=True)
    .order_by(RESPONSE.c.assessment_id, RESPONSE.c.question, EVIDENCE.c.position)
)
_MISSING_ANSWERS: Final = (
    select(cast(AUDIT.c.assessment_id, String).label("assessment"), AUDIT.c.question)
    .distinct()
    .where(
        _IS_SAVE,
        AUDIT.c.assessment_id.is_not(None),
        AUDIT.c.question.is_not(None),
        ~exists().where(_IS_OF_ANSWER, RESPONSE.c.version >= AUDIT.c.version),
    )
    .order_by("assessment", AUDIT.c.question)
)
"""Answers that are missing, or stored in an earlier version than the last one saved."""


def find_mismatches(connection: Connection) -> tuple[Sentence, ...]:
    """Return a sentence for each answer that differs from the last save of it."""
    return tuple(
        sentence(
            "answer_not_as_saved",
            "assessment {assessment}: the answer to {question} is not as it was last saved.",
            assessment=_with_dashes(assessment),
            question=question,
        )
        for assessment, question in sorted({*_changed(connection), *_missing(connection)})
    )


def _changed(connection: Connection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(_STORED_ANSWERS)
    for answer, rows_of_answer in groupby(rows, key=lambda row: (row.assessment, row.question)):
        if not _agrees_with_audit(list(rows_of_answer)):
            yield answer


def _missing(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(_MISSING_ANSWERS):
        yield row.assessment, row.question


def _agrees_with_audit(rows: Sequence[AnyRow]) -> bool:
    """Compare one answer, of which there is a row for each piece of evidence, with the entry of its last save."""
    row = rows[0]
    try:
        return bool(
            json.loads(row.detail)
            == {
                "level": row.level,
                "not_applicable": row.not_applicable,
                "rationale": row.rationale,
                "evidence": [
                    {
                        "id": str(UUID(each.evidence)),
                        "title": each.title,
                        "reference": each.reference,
                        "dated": each.dated,
                    }
                    for each in rows
                    if each.evidence is not None
                ],
            }
        )
    except (TypeError, ValueError):  # there is no such entry, or a value was edited into no id
        return False


def _with_dashes(id: str) -> str:
    """Return the id with the dashes that SQLite leaves out. Text that is not an id is returned as it is."""
    try:
        return str(UUID(id))
    except ValueError:
        return id
