"""Withdraws a submission, so that the assessment takes answers again."""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId
from assessment.rounds.text_rules import REASON_LENGTH, clean_text, is_blank
from assessment.rounds.withdrawal import require_withdrawable
from assessment.store import Store, holding


def withdraw_submission(store: Store, actor: Actor, assessment_id: AssessmentId, *, reason: str, at: datetime) -> None:
    """Withdraw the submission for a reason, which is kept in the audit trail.

    Raise :class:`NotOpen` as :func:`require_withdrawable` does, and :class:`InvalidInput` without a reason.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.WITHDRAW)
        require_withdrawable(assessment, is_issued=unit.audit.has_issued_report(assessment), on=uk_day(at))
        cleaned = clean_text(reason, field_name="reason", most=REASON_LENGTH)
        if is_blank(cleaned):
            raise InvalidInput(
                sentence("withdrawal_reason_missing", "Say why the submission is withdrawn, then try again.")
            )
        unit.assessments.save(replace(assessment, submitted_at=None), by=viewer.actor_id, at=at, reason=cleaned)
