"""Submits an assessment."""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Permission
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.draft_fields import apply_fields
from assessment.rounds.progress import coverage
from assessment.rounds.response import Draft, Response, Responses
from assessment.store import Store, holding
from assessment.store.unit import Unit


def submit_assessment(
    store: Store, actor: Actor, library: Library, assessment_id: AssessmentId, *, at: datetime
) -> Assessment:
    """Submit the assessment, and return it. Submitting it a second time changes nothing.

    Unanswered questions are allowed: they count as gaps. Raise :class:`InvalidInput` while nothing is answered, and
    while there is typed text that is not saved yet, which nobody could save afterwards.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.SUBMIT)
        if assessment.submitted_at is not None:
            return assessment
        bank = assessment.bank.open_in(library)
        replies = {code: stored.response for code, stored in unit.responses.of(assessment, bank).items()}
        if unsaved := _unsaved(unit, assessment, bank, replies):
            raise InvalidInput(
                sentence(
                    "unsaved_text_before_submission",
                    "Text typed for {questions} has not been saved. Open each question to keep or change it, "
                    "then submit.",
                    questions=", ".join(unsaved),
                )
            )
        if coverage(bank.questions(), replies).answered == 0:
            raise InvalidInput(
                sentence(
                    "nothing_to_submit", "Nothing is answered yet. Answer at least one question before you submit."
                )
            )
        submitted = replace(assessment, submitted_at=at)
        unit.assessments.save(submitted, by=viewer.actor_id, at=at)
        return submitted


def _unsaved(unit: Unit, assessment: Assessment, bank: Bank, replies: Responses) -> list[QuestionCode]:
    """Return the questions with drafts that differ from what is stored, in bank order."""

    def differs(draft: Draft) -> bool:
        stored = replies.get(draft.question, Response(question=draft.question))
        return apply_fields(stored, draft.fields, bank) != stored

    waiting = {draft.question for draft in unit.drafts.of(assessment) if differs(draft)}
    return [question.code for question in bank.questions() if question.code in waiting]
