"""Submits an assessment."""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.progress import coverage
from assessment.store import Store, holding


def submit_assessment(
    store: Store, actor: Actor, library: Library, assessment_id: AssessmentId, *, at: datetime
) -> Assessment:
    """Submit the assessment, and return it. Submitting it a second time changes nothing.

    Unanswered questions are allowed: they count as gaps. Raise :class:`InvalidInput` while nothing is answered.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.SUBMIT)
        if assessment.submitted_at is not None:
            return assessment
        bank = assessment.bank.open_in(library)
        replies = {code: stored.response for code, stored in unit.responses.of(assessment, bank).items()}
        if coverage(bank.questions(), replies).answered == 0:
            raise InvalidInput(
                sentence(
                    "nothing_to_submit", "Nothing is answered yet. Answer at least one question before you submit."
                )
            )
        submitted = replace(assessment, submitted_at=at)
        unit.assessments.save(submitted, by=viewer.actor_id, at=at)
        return submitted
