"""Withdraws a submission, so that the assessment takes answers again, or the assessment as a whole."""

from datetime import datetime

from assessment.access import Actor
from assessment.actions.moving import make_move
from assessment.authorisation import authorise
from assessment.codes import Move
from assessment.dates import uk_day
from assessment.ids import AssessmentId
from assessment.rounds.lifecycle import MOVES
from assessment.rounds.withdrawal import require_withdrawable
from assessment.store import Store, holding


def withdraw_submission(store: Store, actor: Actor, assessment_id: AssessmentId, *, reason: str, at: datetime) -> None:
    """Withdraw the submission for a reason, which is kept in the audit trail.

    Raise :class:`NotOpen` as :func:`require_withdrawable` does, and :class:`InvalidInput` without a reason.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, MOVES[Move.TAKE_BACK].permission)
        require_withdrawable(assessment, is_issued=unit.audit.has_issued_report(assessment), on=uk_day(at))
        make_move(unit, viewer, assessment, Move.TAKE_BACK, at=at, reason=reason)


def withdraw_assessment(store: Store, actor: Actor, assessment_id: AssessmentId, *, reason: str, at: datetime) -> None:
    """Withdraw an assessment that was submitted: it stays to be read, and counts nowhere any more.

    Raise :class:`NotOpen` where it is not submitted, and :class:`InvalidInput` without a reason.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, MOVES[Move.WITHDRAW].permission)
        make_move(unit, viewer, assessment, Move.WITHDRAW, at=at, reason=reason)
