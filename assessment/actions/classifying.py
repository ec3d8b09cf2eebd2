"""Raises and lowers an assessment's security classification, which every page and report of it carries from then on.

Whoever answers may raise it. To lower it lets more people see what somebody thought they should not, so a lead does
that alone, says why, and does it before the assessment is submitted. Both are on record.
"""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Permission
from assessment.errors import InvalidInput, NotOpen, sentence
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Classification, highest
from assessment.rounds.text_rules import REASON_LENGTH, clean_text, is_blank
from assessment.store import Store, holding


def raise_classification(
    store: Store, actor: Actor, assessment_id: AssessmentId, classification: Classification, *, at: datetime
) -> None:
    """Raise the classification, also after submission. Raise :class:`InvalidInput` for a lower one."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND)
        if highest((assessment.classification, classification)) is not classification:
            raise InvalidInput(
                sentence(
                    "classification_not_higher",
                    "This assessment is marked {classification}, which is higher. Only a lead can lower it, with a "
                    "reason and before submission.",
                    classification=assessment.classification.value,
                )
            )
        unit.assessments.save(replace(assessment, classification=classification), by=viewer.actor_id, at=at)


def lower_classification(
    store: Store,
    actor: Actor,
    assessment_id: AssessmentId,
    classification: Classification,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Lower the classification for a reason, which is kept in the audit trail.

    Raise :class:`NotOpen` after submission, and :class:`InvalidInput` without a reason or for a higher classification.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.LOWER_CLASSIFICATION)
        if assessment.submitted_at is not None:
            raise NotOpen(
                sentence(
                    "classification_final",
                    "This assessment was submitted on {submitted_at}. Its classification can be raised, but no longer "
                    "lowered.",
                    submitted_at=assessment.submitted_at,
                )
            )
        cleaned = clean_text(reason, field_name="reason", most=REASON_LENGTH)
        if is_blank(cleaned):
            raise InvalidInput(
                sentence("classification_reason_missing", "Say why the classification can be lower, then try again.")
            )
        if highest((assessment.classification, classification)) is not assessment.classification:
            raise InvalidInput(
                sentence("classification_not_lower", "This is a higher classification. Raise it instead.")
            )
        unit.assessments.save(
            replace(assessment, classification=classification), by=viewer.actor_id, at=at, reason=cleaned
        )
