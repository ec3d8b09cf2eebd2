"""One question as its respondent works on it, and where it stands in its theme."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Question, Theme
from assessment.codes import Permission
from assessment.errors import NotFound, sentence
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.draft_fields import apply_fields
from assessment.rounds.progress import Coverage, coverage
from assessment.rounds.response import Draft, Response, StoredResponse
from assessment.store import Store
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """Text that was typed on a page and not saved, and the response that it amounts to."""

    draft: Draft
    typed: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question, its theme, and the response as stored.

    `overtaken` is text that was typed before somebody else saved: its author chooses between the two. `refused` is text
    that could not be saved as it was, for example because it is too long: its author mends it. Both are oldest first.
    """

    opened: AnsweredAssessment
    theme: Theme
    question: Question
    stored: StoredResponse
    overtaken: tuple[Unsaved, ...]
    refused: tuple[Unsaved, ...]
    before: QuestionCode | None
    after: QuestionCode | None

    @property
    def coverage(self) -> Coverage:
        """Return how much of the whole assessment is answered."""
        return coverage(self.opened.bank.questions(), self.opened.responses)


def open_question_view(store: Store, actor: Actor, library: Library, id: AssessmentId, code: str) -> QuestionView:
    """Return the view of one question. Raise :class:`NotFound` for a question the bank does not have."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.RESPOND)
        opened = read_assessment(unit, library, assessment)
        question = opened.bank.find_question(code)
        if question is None:
            raise NotFound(
                sentence(
                    "question_not_found", "There is no such question in this assessment. Choose one from the task list."
                )
            )
        drafts = unit.drafts.of_question(opened.assessment, question.code, of=viewer.person)
    stored = opened.stored.get(question.code, StoredResponse(response=Response(question=question.code)))
    order = [each.code for each in opened.bank.questions()]
    place = order.index(question.code)
    unsaved = [
        Unsaved(draft=draft, typed=typed)
        for draft in drafts
        if (typed := apply_fields(stored.response, draft.fields, opened.bank)) != stored.response
    ]
    return QuestionView(
        opened=opened,
        theme=opened.bank.theme_of(question.code),
        question=question,
        stored=stored,
        overtaken=tuple(each for each in unsaved if each.draft.expected_version != stored.version),
        refused=tuple(each for each in unsaved if each.draft.expected_version == stored.version),
        before=order[place - 1] if place else None,
        after=order[place + 1] if place + 1 < len(order) else None,
    )
