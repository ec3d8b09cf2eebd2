"""The scores of an assessment, with its strengths and areas to improve, and the round before."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.access import Actor
from assessment.agreement.from_agreed import FromAgreed, from_agreed
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Theme
from assessment.codes import Permission
from assessment.ids import AssessmentId, RespondentId
from assessment.report.report_subject import PreviousRound
from assessment.rounds.assessment import Classification, highest
from assessment.rounds.improvement_action import StoredImprovementAction, planned_for
from assessment.scoring import AnsweredQuestion, Scorecard, ThemeScore, areas_to_improve, score, strengths
from assessment.scoring.question_results import QuestionResult
from assessment.store import Store
from assessment.views.amendment_view import Amendment, read_amendment
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.partners_view import read_answered_alone
from assessment.views.previous_round import read_previous_round


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeResult:
    """A theme, its score, its strengths, its areas to improve, and every question in bank order."""

    theme: Theme
    score: ThemeScore
    strengths: tuple[AnsweredQuestion, ...]
    areas_to_improve: tuple[AnsweredQuestion, ...]
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything that the results page is drawn from."""

    opened: AnsweredAssessment
    scorecard: Scorecard
    themes: tuple[ThemeResult, ...]
    planned: Mapping[str, StoredImprovementAction]
    """The action that stands for each statement or finding, by its code."""
    previous: PreviousRound | None
    """The round before; None without one that this one can be compared with."""
    forces: FromAgreed | None
    """How far each force that answered alone stood from what is agreed; None where none did, and until they agree."""
    amendment: Amendment | None
    """What differs from the version that it amends; None where it amends none."""
    classification: Classification
    """The marking of the page, which is as high as that of the round and of the version before."""


def open_results(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, answers_of: RespondentId | None = None
) -> Results:
    """Return the results of an assessment as it stands now. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ, answers_of=answers_of)
        opened = read_assessment(unit, library, assessment)
        before = read_previous_round(unit, viewer, library, assessment)
        planned = planned_for(unit.improvement_actions.of(assessment))
        alone = read_answered_alone(unit, library, assessment)
        amendment = read_amendment(unit, viewer, library, opened)
    responses, questions = opened.responses, opened.questions
    scorecard = score(opened.bank, responses)
    return Results(
        opened=opened,
        scorecard=scorecard,
        themes=tuple(
            ThemeResult(
                theme=theme,
                score=scored,
                strengths=strengths(theme, opened.bank, responses),
                areas_to_improve=areas_to_improve(theme, opened.bank, responses),
                questions=tuple(questions[question.code] for question in theme.questions),
            )
            for theme, scored in zip(opened.bank.themes, scorecard.themes, strict=True)
        ),
        planned=planned,
        previous=None if before is None else before.compared_with(opened, scorecard),
        forces=None if alone is None else from_agreed(alone.spread, questions, scorecard.scores, alone.names),
        amendment=amendment,
        classification=highest(
            [
                assessment.classification,
                *([] if before is None else [before.classification]),
                *([] if amendment is None else [amendment.before.classification]),
            ]
        ),
    )
