"""Submits an assessment."""

from datetime import datetime

from assessment.access import Actor
from assessment.actions.moving import make_move, scores_of
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Move
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.lifecycle import MOVES
from assessment.store import Store, holding


def submit_assessment(
    store: Store, actor: Actor, library: Library, assessment_id: AssessmentId, *, at: datetime
) -> Assessment:
    """Submit the assessment, keep its scores, and return it. Submitting it a second time changes nothing.

    Unanswered questions are allowed: they count as gaps. Raise :class:`InvalidInput` while nothing is answered.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, MOVES[Move.SUBMIT].permission)
        if not assessment.is_open:
            return assessment
        scores = scores_of(unit, library, assessment)
        if scores.overall.coverage.answered == 0:
            raise InvalidInput(
                sentence(
                    "nothing_to_submit", "Nothing is answered yet. Answer at least one question before you submit."
                )
            )
        return make_move(unit, viewer, assessment, Move.SUBMIT, at=at, scores=scores)
