"""Moderates what was submitted: an inspector begins, then publishes it or sends it back with a reason."""

from datetime import datetime

from assessment.access import Actor
from assessment.actions.moving import make_move
from assessment.authorisation import authorise
from assessment.codes import Move
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.lifecycle import MOVES
from assessment.store import Store, holding


def begin_moderation(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> Assessment:
    """Begin to moderate a submission, which the lead can then no longer take back."""
    return _moderate(store, actor, assessment_id, Move.BEGIN_MODERATION, at=at)


def publish_assessment(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> Assessment:
    """Publish what was moderated."""
    return _moderate(store, actor, assessment_id, Move.PUBLISH, at=at)


def send_back(store: Store, actor: Actor, assessment_id: AssessmentId, *, reason: str, at: datetime) -> Assessment:
    """Open the assessment again, with a reason that its lead reads. Raise :class:`InvalidInput` without one."""
    return _moderate(store, actor, assessment_id, Move.SEND_BACK, at=at, reason=reason)


def _moderate(
    store: Store, actor: Actor, id: AssessmentId, move: Move, *, at: datetime, reason: str = ""
) -> Assessment:
    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit:
        viewer, assessment = authorise(unit, actor, id, MOVES[move].permission)
        return make_move(unit, viewer, assessment, move, at=at, reason=reason)
