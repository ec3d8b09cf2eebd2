"""Archives a collaboration, which leaves Home until somebody shows it there again. Nothing of it is deleted."""

from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Permission
from assessment.ids import AssessmentId
from assessment.store import Store, holding


def archive_collaboration(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> None:
    """Archive the assessment's collaboration. Archiving it a second time changes nothing."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.MANAGE_COLLABORATION)
        unit.collaborations.archive(assessment, by=viewer.actor_id, at=at)


def restore_collaboration(store: Store, actor: Actor, assessment_id: AssessmentId, *, at: datetime) -> None:
    """Show the assessment's collaboration on Home again. Doing so a second time changes nothing."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.MANAGE_COLLABORATION)
        unit.collaborations.restore(assessment, by=viewer.actor_id, at=at)
