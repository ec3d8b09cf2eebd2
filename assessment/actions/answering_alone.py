"""Partner forces answer alone: each submits its answers, which are released to all, and then agreed."""

from datetime import datetime

from assessment.access import Actor
from assessment.actions.moving import make_move, scores_of
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Move, Permission, Stage
from assessment.errors import InvalidInput, NotOpen, sentence
from assessment.ids import AssessmentId, RespondentId
from assessment.rounds.assessment import Assessment, ForceRespondent
from assessment.rounds.lifecycle import MOVES
from assessment.store import Store, holding


def submit_force_answers(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    *,
    at: datetime,
    answers_of: RespondentId | None = None,
) -> Assessment:
    """Submit the answers of the actor's own force, or of the one of several that is named.

    With the last of the forces, the answers of all are released.
    A second time it changes nothing. Raise :class:`NotOpen` where the forces do not answer alone, or not any more, and
    where the one named is none of the actor's. Raise :class:`InvalidInput` while nothing is answered.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND, answers_of=answers_of)
        own = _own_force(assessment)
        assessment.require_answers_of(answers_of)
        if own.submitted_at is not None:
            return assessment
        if scores_of(unit, library, assessment).overall.coverage.answered == 0:
            raise InvalidInput(
                sentence(
                    "nothing_to_submit", "Nothing is answered yet. Answer at least one question before you submit."
                )
            )
        submitted = unit.respondents.submit(assessment, own, by=viewer.actor_id, at=at)
        if submitted.missing:
            return submitted
        return make_move(unit, viewer, submitted, Move.RELEASE, at=at)


def take_back_force_answers(
    store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime, answers_of: RespondentId | None = None
) -> Assessment:
    """Take the submitted answers of the actor's own force back, or of the one of several that is named.

    Raise :class:`NotOpen` once they are released.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND, answers_of=answers_of)
        own = _own_force(assessment)
        assessment.require_answers_of(answers_of)
        if own.submitted_at is None:
            return assessment
        return unit.respondents.take_back(assessment, own, by=viewer.actor_id, at=at)


def release_answers(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> Assessment:
    """Release the answers of the forces although some have not submitted. The record names those that are missing."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, MOVES[Move.RELEASE].permission)
        if assessment.stage is Stage.COLLECTING and len(assessment.missing_forces) == len(assessment.forces):
            raise InvalidInput(
                sentence("nothing_to_release", "No force has submitted yet, so there is nothing to release.")
            )
        return make_move(unit, viewer, assessment, Move.RELEASE, at=at)


def begin_agreeing(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> Assessment:
    """Begin to record what the partners agree: from now on the assessment takes the answers that count."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, MOVES[Move.BEGIN_AGREEING].permission)
        return make_move(unit, viewer, assessment, Move.BEGIN_AGREEING, at=at)


def _own_force(assessment: Assessment) -> ForceRespondent:
    own = assessment.own_force
    if assessment.stage is not Stage.COLLECTING or own is None:
        raise nobody_answers_alone(assessment)
    return own


def nobody_answers_alone(assessment: Assessment) -> NotOpen:
    """Return the error for whoever asks for something that belongs to the time in which the forces answer alone."""
    return NotOpen(
        sentence(
            "forces_do_not_answer_alone",
            "This assessment is {stage}: no force answers on its own now. Reload the page to see how it stands.",
            stage=assessment.stage,
        )
    )
