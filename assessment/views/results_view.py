"""Results: what the replies of one assessment come to, with what is strong and what is not."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.bank.library import Library
from assessment.bank.model import Theme
from assessment.ids import AssessmentId
from assessment.scoring import Scorecard, ThemeScore, score
from assessment.scoring.findings import Finding, areas_to_improve, strengths
from assessment.store import Store
from assessment.views.answered_assessment import AnsweredAssessment, open_assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeResult:
    """A theme, its score, and its findings."""

    theme: Theme
    score: ThemeScore
    strengths: tuple[Finding, ...]
    areas_to_improve: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything the results page and the report are drawn from."""

    opened: AnsweredAssessment
    scorecard: Scorecard
    themes: tuple[ThemeResult, ...]


def open_results(store: Store, actor: Actor, library: Library, id: AssessmentId) -> Results:
    """The results of one assessment as it stands now."""
    opened = open_assessment(store, actor, library, id)
    responses = opened.responses
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
            )
            for theme, scored in zip(opened.bank.themes, scorecard.themes, strict=True)
        ),
    )
