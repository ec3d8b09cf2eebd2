"""Those who answer alone for a partner force: who is asked, and who has submitted."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from assessment.codes import Event
from assessment.ids import RespondentId
from assessment.rounds.assessment import Assessment, ForceRespondent
from assessment.store.assessment_rows import force_respondent_row, named
from assessment.store.assessments import StoredAssessments
from assessment.store.audit import AuditTrail
from assessment.store.holding import Held
from assessment.store.tables import RESPONDENT


class StoredRespondents:
    """The respondents of partner forces, within one transaction. Each change returns the assessment as it is then."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held, assessments: StoredAssessments) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held
        self._assessments = assessments

    def submit(self, assessment: Assessment, respondent: ForceRespondent, *, by: str, at: datetime) -> Assessment:
        """Note that the respondent has submitted its answers."""
        return self._update(assessment, respondent, Event.FORCE_SUBMITTED, submitted_at=at, by=by, at=at)

    def take_back(self, assessment: Assessment, respondent: ForceRespondent, *, by: str, at: datetime) -> Assessment:
        """Note that the respondent has taken its answers back."""
        return self._update(assessment, respondent, Event.FORCE_TOOK_BACK, submitted_at=None, by=by, at=at)

    def add(self, assessment: Assessment, respondent: ForceRespondent, *, by: str, at: datetime) -> Assessment:
        """Add a further respondent of a force. One that was removed is asked again, with what it had answered."""
        self._held.require_assessment(assessment.id)
        of_assessment = RESPONDENT.c.assessment_id == assessment.id
        removed = self._connection.execute(
            RESPONDENT.update()
            .where(
                of_assessment,
                RESPONDENT.c.force_id == respondent.force,
                RESPONDENT.c.perspective == respondent.perspective,
            )
            .values(removed_at=None)
            .returning(RESPONDENT.c.id)
        ).scalar_one_or_none()
        if removed is None:
            last = self._connection.execute(select(func.max(RESPONDENT.c.position)).where(of_assessment)).scalar_one()
            row = {"assessment_id": assessment.id, "position": last + 1, **force_respondent_row(respondent)}
            self._connection.execute(RESPONDENT.insert().values(row))
        added = respondent if removed is None else replace(respondent, id=RespondentId(removed))
        return self._noted(assessment, added, Event.RESPONDENT_ADDED, by=by, at=at)

    def remove(
        self, assessment: Assessment, respondent: ForceRespondent, *, reason: str, by: str, at: datetime
    ) -> Assessment:
        """Ask a further respondent of a force no more. Its answers stay."""
        removed = Event.RESPONDENT_REMOVED
        return self._update(assessment, respondent, removed, removed_at=at, by=by, at=at, reason=reason)

    def _update(
        self,
        assessment: Assessment,
        respondent: ForceRespondent,
        event: Event,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        **columns: datetime | None,
    ) -> Assessment:
        self._held.require_assessment(assessment.id)
        self._connection.execute(RESPONDENT.update().where(*_is(assessment, respondent)).values(columns))
        return self._noted(assessment, respondent, event, by=by, at=at, reason=reason)

    def _noted(
        self,
        assessment: Assessment,
        respondent: ForceRespondent,
        event: Event,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> Assessment:
        """Record what became of a respondent, and return the assessment with those that it has now."""
        detail = named(respondent) | ({"reason": reason} if reason else {})
        self._audit.add(event, assessment=assessment, respondent=respondent.id, by=by, at=at, detail=detail)
        now = self._assessments.find(assessment.id)
        assert now is not None, "Nobody deletes what is held."
        return replace(assessment, alone=now.alone)


def _is(assessment: Assessment, respondent: ForceRespondent) -> tuple[ColumnElement[bool], ...]:
    return RESPONDENT.c.assessment_id == assessment.id, RESPONDENT.c.id == respondent.id
