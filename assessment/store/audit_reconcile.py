"""Whether every answer that is stored is the one that the audit trail says was saved last."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, String, and_, cast, exists, select

from assessment.codes import Event
from assessment.store.tables import AUDIT, EVIDENCE, RESPONSE, AnyRow

_ANSWER: Final = and_(AUDIT.c.assessment_id == RESPONSE.c.assessment_id, AUDIT.c.question == RESPONSE.c.question)
_SAVED: Final = AUDIT.c.event == Event.RESPONSE_SAVED

# As text, because what somebody has edited may be no day or id any more.
_STORED: Final = (
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
    .join(AUDIT, and_(_ANSWER, _SAVED, AUDIT.c.version == RESPONSE.c.version), isouter=True)
    .order_by(RESPONSE.c.assessment_id, RESPONSE.c.question, EVIDENCE.c.position)
)
_GONE: Final = (
    select(cast(AUDIT.c.assessment_id, String).label("assessment"), AUDIT.c.question)
    .distinct()
    .where(
        _SAVED,
        AUDIT.c.assessment_id.is_not(None),
        AUDIT.c.question.is_not(None),
        ~exists().where(_ANSWER, RESPONSE.c.version >= AUDIT.c.version),
    )
    .order_by("assessment", AUDIT.c.question)
)
"""Answers that are not there, or only as an earlier save left them."""


def find_mismatches(connection: Connection) -> tuple[str, ...]:
    """A sentence for each answer that is not what was saved last."""
    return tuple(
        f"assessment {_written(assessment)}: the answer to {question} is not as it was saved last."
        for assessment, question in sorted({*_changed(connection), *_gone(connection)})
    )


def _changed(connection: Connection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(_STORED)
    for answer, several in groupby(rows, key=lambda row: (row.assessment, row.question)):
        if not _agrees(list(several)):
            yield answer


def _gone(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(_GONE):
        yield row.assessment, row.question


def _agrees(rows: Sequence[AnyRow]) -> bool:
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
    except (TypeError, ValueError):  # there is no such entry, or what is there is no id
        return False


def _written(id: str) -> str:
    """The id with its dashes, which SQLite leaves out; as it lies where it is no id any more."""
    try:
        return str(UUID(id))
    except ValueError:
        return id
