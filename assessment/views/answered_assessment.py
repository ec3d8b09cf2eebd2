"""An assessment with its bank and its responses, with which every view of one assessment begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from assessment.access import Actor
from assessment.access.viewer import ASSESSMENT_NOT_FOUND
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank, Level
from assessment.codes import Permission
from assessment.errors import NotFound
from assessment.ids import AssessmentId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Responses, StoredResponse
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.store import Store
from assessment.store.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredAssessment:
    """An assessment with its bank and its stored responses."""

    assessment: Assessment
    bank: Bank
    stored: Mapping[QuestionCode, StoredResponse]

    @property
    def responses(self) -> Responses:
        """Return the responses alone, as scoring takes them."""
        return {code: stored.response for code, stored in self.stored.items()}

    @property
    def questions(self) -> Mapping[QuestionCode, QuestionResult]:
        """Return every question in bank order, with its response and the level that it reaches."""
        return question_results(self.bank, self.responses)

    @property
    def highest_without_evidence(self) -> Level:
        """Return the level that an answer counts as where it needs evidence and names none."""
        return self.bank.level_at(self.bank.rubric.evidence_expected_from.place - 1)

    @property
    def unsupported(self) -> tuple[QuestionCode, ...]:
        """Return the questions whose level needs evidence but that name none, in bank order."""
        expected_from = self.bank.rubric.evidence_expected_from.place
        return tuple(
            code
            for code, result in self.questions.items()
            if result.level is not None and result.level.place >= expected_from and not result.response.evidence
        )


def assessment_id(text: str | None) -> AssessmentId:
    """Return the id in an address. Raise :class:`NotFound`, in the same words as for an id that does not exist."""
    try:
        return AssessmentId(UUID(text or ""))
    except ValueError:
        raise NotFound(ASSESSMENT_NOT_FOUND) from None


def open_assessment(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, answers_of: RespondentId | None = None
) -> AnsweredAssessment:
    """Return the assessment with its bank and responses. Raise :class:`NotFound` and :class:`BankUnusable`."""
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.READ, answers_of=answers_of)
        return read_assessment(unit, library, assessment)


def read_assessment(unit: Unit, library: Library, assessment: Assessment) -> AnsweredAssessment:
    """Return an assessment that the viewer may read with its bank and responses, within an open transaction."""
    bank = assessment.open_bank(library)
    return AnsweredAssessment(assessment=assessment, bank=bank, stored=unit.responses.of(assessment, bank))
