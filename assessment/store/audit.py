"""The audit trail: what was done, by whom, when, and what it left behind. Entries are only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import uuid6
from sqlalchemy import Connection, select

from assessment.rounds.assessment import Assessment
from assessment.store.tables import AUDIT
from assessment.terms import OperationId, QuestionCode


class Event(StrEnum):
    """What can happen to an assessment, in the words the trail uses."""

    STARTED = "assessment started"
    CHANGED = "assessment changed"
    SUBMITTED = "assessment submitted"
    SAVED = "response saved"
    PLANNED = "action saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing that happened. `detail` holds all of what was saved, so that every earlier text can be had back."""

    event: Event
    by: str
    at: datetime
    question: QuestionCode | None = None
    operation: OperationId | None = None
    version: int | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


class AuditTrail:
    """The audit trail, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        event: Event,
        *,
        assessment: Assessment,
        question: QuestionCode | None = None,
        operation: OperationId | None = None,
        version: int | None = None,
        by: str,
        at: datetime,
        detail: Mapping[str, object],
    ) -> None:
        """Record what happened. An operation can be recorded once; a second time is a bug and raises."""
        self._connection.execute(
            AUDIT.insert().values(
                id=uuid6.uuid7(),
                assessment_id=assessment.id,
                event=event,
                question=question,
                operation=operation,
                version=version,
                done_by=by,
                done_at=at,
                detail=dict(detail),
            )
        )

    def of(self, assessment: Assessment) -> tuple[AuditEntry, ...]:
        """Everything that happened to the assessment, first things first."""
        rows = self._connection.execute(
            select(AUDIT).where(AUDIT.c.assessment_id == assessment.id).order_by(AUDIT.c.id)
        )
        return tuple(
            AuditEntry(
                event=Event(row.event),
                by=row.done_by,
                at=row.done_at,
                question=row.question,
                operation=row.operation,
                version=row.version,
                detail=row.detail,
            )
            for row in rows
        )
