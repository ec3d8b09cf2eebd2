"""Hand an assessment in, and mark how sensitive it is."""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Permission
from assessment.errors import InvalidInput
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.draft_fields import apply_fields
from assessment.rounds.progress import coverage
from assessment.rounds.response import Draft, Response, Responses
from assessment.store import Store
from assessment.store.unit import Unit


def submit_assessment(
    store: Store, actor: Actor, library: Library, assessment_id: AssessmentId, *, at: datetime
) -> Assessment:
    """Hand the assessment in. Pressed twice, it is handed in once.

    Unanswered questions are allowed: they count as gaps. Raises :class:`InvalidInput` while nothing is answered, and
    while there is typed text that is in no answer yet: nobody could save it any more.
    """
    with store.begin() as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.SUBMIT)
        if assessment.submitted_at is not None:
            return assessment
        bank = assessment.bank.open_in(library)
        replies = {code: stored.response for code, stored in unit.responses.of(assessment, bank).items()}
        if unsaved := _unsaved(unit, assessment, bank, replies):
            raise InvalidInput(
                f"Something typed for {', '.join(unsaved)} is not saved. Open each question to keep or change it, "
                "then submit."
            )
        if coverage(bank.questions(), replies).answered == 0:
            raise InvalidInput("Nothing is answered yet. Answer at least one question before you submit.")
        submitted = replace(assessment, submitted_at=at)
        unit.assessments.save(submitted, by=viewer.actor_id, at=at)
        return submitted


def classify_assessment(
    store: Store,
    actor: Actor,
    assessment_id: AssessmentId,
    classification: Classification,
    *,
    at: datetime,
) -> None:
    """Set the assessment's security classification, which every page and report of it then carries."""
    with store.begin() as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND)
        unit.assessments.save(replace(assessment, classification=classification), by=viewer.actor_id, at=at)


def _unsaved(unit: Unit, assessment: Assessment, bank: Bank, replies: Responses) -> list[QuestionCode]:
    """The questions with drafts that say something else than what is stored."""

    def says_more(draft: Draft) -> bool:
        stored = replies.get(draft.question, Response(question=draft.question))
        return apply_fields(stored, draft.fields, bank) != stored

    waiting = {draft.question for draft in unit.drafts.of(assessment) if says_more(draft)}
    return [question.code for question in bank.questions() if question.code in waiting]
