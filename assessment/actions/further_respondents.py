"""Further respondents of a partner force: asked beside the one who gives its reply, while each answers alone."""

from datetime import datetime

import uuid6

from assessment.access import Actor
from assessment.actions.answering_alone import nobody_answers_alone
from assessment.actions.moving import make_move
from assessment.authorisation import authorise
from assessment.codes import Move, Permission, Perspective, Stage
from assessment.errors import InvalidInput, NotOpen, sentence
from assessment.ids import AssessmentId, ForceId, RespondentId
from assessment.rounds.assessment import Assessment, ForceRespondent
from assessment.rounds.text_rules import REASON_LENGTH, clean_text, is_blank
from assessment.store import Store, holding


def add_respondent(
    store: Store,
    actor: Actor,
    assessment_id: AssessmentId,
    *,
    force: ForceId,
    perspective: Perspective,
    at: datetime,
) -> Assessment:
    """Ask a further respondent of a partner force, and return the assessment as it is then.

    One that is asked already stays as it is, and one that was removed is asked again, with what it had answered. Raise
    :class:`NotOpen` once the answers are released, and :class:`InvalidInput` for a force that does not answer.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RELEASE)
        _require_collecting(assessment)
        of_force = next((each for each in assessment.forces if each.force == force), None)
        if of_force is None:
            raise InvalidInput(
                sentence("force_does_not_answer", "That force does not answer here. Choose one of the partner forces.")
            )
        if any((each.force, each.perspective) == (force, perspective) for each in assessment.alone):
            return assessment
        further = ForceRespondent(
            id=RespondentId(uuid6.uuid7()), force=force, force_name=of_force.force_name, perspective=perspective
        )
        return unit.respondents.add(assessment, further, by=viewer.actor_id, at=at)


def remove_respondent(
    store: Store, actor: Actor, assessment_id: AssessmentId, respondent: RespondentId, *, reason: str, at: datetime
) -> Assessment:
    """Ask a further respondent no more, for a reason, and return the assessment as it is then.

    What it has answered stays unread: whether that is anything, nobody learns from this. Where it was the last one
    missing, the answers of all are released. One that is not asked changes nothing. Raise :class:`NotOpen` once it has
    submitted or the answers are released, and :class:`InvalidInput` for a force's reply and without a reason.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RELEASE)
        found = next((each for each in assessment.alone if each.id == respondent), None)
        if found is None:
            return assessment
        _require_collecting(assessment)
        _require_removable(found)
        reason = clean_text(reason, field_name="reason", most=REASON_LENGTH)
        if is_blank(reason):
            raise InvalidInput(sentence("move_reason_missing", "Give a reason, then try again."))
        removed = unit.respondents.remove(assessment, found, reason=reason, by=viewer.actor_id, at=at)
        if removed.missing:
            return removed
        return make_move(unit, viewer, removed, Move.RELEASE, at=at)


def _require_collecting(assessment: Assessment) -> None:
    if assessment.stage is not Stage.COLLECTING:
        raise nobody_answers_alone(assessment)


def _require_removable(respondent: ForceRespondent) -> None:
    if respondent.perspective is None:
        raise InvalidInput(
            sentence("reply_of_force_stays", "The reply of a partner force is always asked, so it stays.")
        )
    if respondent.submitted_at is not None:
        raise NotOpen(
            sentence(
                "respondent_has_submitted",
                "{respondent} has submitted, so its answers will be released with the others.",
                respondent=respondent.name,
            )
        )
