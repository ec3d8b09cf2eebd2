"""Deletes a draft that was never submitted. Nobody can open it again; what was saved stays in the audit trail."""

from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Event, Permission
from assessment.errors import NotOpen, sentence
from assessment.ids import AssessmentId
from assessment.store import Store, holding


def delete_draft(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> None:
    """Delete the assessment. Raise :class:`NotOpen` where it is submitted, or was until that was withdrawn."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.MANAGE_COLLABORATION)
        if unit.audit.of(assessment, only=[Event.ASSESSMENT_SUBMITTED]):
            raise NotOpen(
                sentence(
                    "submitted_stays",
                    "Only a draft that was never submitted can be deleted. Others have read what was submitted, so it "
                    "stays on record.",
                )
            )
        unit.assessments.delete(assessment, by=viewer.actor_id, at=at)
