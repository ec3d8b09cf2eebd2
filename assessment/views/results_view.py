"""The scores of an assessment, with its strengths and its areas to improve."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.bank.library import Library
from assessment.bank.model import Theme
from assessment.ids import AssessmentId
from assessment.scoring import AnsweredQuestion, Scorecard, ThemeScore, areas_to_improve, score, strengths
from assessment.scoring.question_results import QuestionResult
from assessment.store import Store
from assessment.views.answered_assessment import AnsweredAssessment, open_assessment


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


def open_results(store: Store, actor: Actor, library: Library, id: AssessmentId) -> Results:
    """Return the results of an assessment as it stands now."""
    opened = open_assessment(store, actor, library, id)
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
    )
