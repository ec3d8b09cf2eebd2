"""Scorecards made by hand, so that charts are tested apart from scoring."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assessment.bank.model import Bank, Level, Limit
from assessment.ids import ThemeCode
from assessment.rounds.progress import Coverage
from assessment.scoring.scores import ExplainedScore, Lift, Result, Scorecard, ThemeScore
from tests.bank_builders import ADEQUATE, GOOD, REQUIRES_IMPROVEMENT, a_bank, a_question, a_theme

NOTHING = Result(mean=None, grade=None)


def a_result(mean: str | None, grade: Level | None = None) -> Result:
    """Return a result with a mean, written exactly, and its grade."""
    return Result(mean=None if mean is None else Fraction(mean), grade=grade)


def a_theme_score(
    title: str = "Purpose",
    *,
    code: str = "",
    claimed: Result | None = None,
    lowest: Result | None = None,
    highest: Result | None = None,
    evidenced: Result | None = None,
    uncapped_grade: Level | None = None,
    limits: Sequence[Limit] = (),
    coverage: Coverage | None = None,
    reasons: Sequence[str] = ("Adequate: 12 of 13 questions answered.",),
    lift: Lift | None = None,
    applies: bool = True,
) -> ThemeScore:
    """Return a theme's score; by default 3.25, Adequate, with nothing unanswered."""
    claimed = replace(claimed or a_result("3.25", ADEQUATE), limits=tuple(limits))
    return ThemeScore(
        title=title,
        theme=ThemeCode(code or title.lower()),
        applies=applies,
        claimed=claimed,
        uncapped_grade=uncapped_grade or claimed.grade,
        lowest=lowest or claimed,
        highest=highest or claimed,
        evidenced=evidenced or claimed,
        coverage=coverage or Coverage(asked=2, answered=2, not_applicable=0),
        reasons=tuple(reasons),
        lift=lift,
    )


def a_scorecard(*themes: ThemeScore, bank: Bank | None = None) -> Scorecard:
    """Return a scorecard with those themes; by default with the four of :func:`four_themes`."""
    return Scorecard(
        bank=bank or a_bank_of_four(),
        overall=ExplainedScore(
            title="Overall",
            applies=True,
            claimed=a_result("3.25", ADEQUATE),
            uncapped_grade=GOOD,
            lowest=a_result("2.9", ADEQUATE),
            highest=a_result("3.6", GOOD),
            evidenced=a_result("2.4", REQUIRES_IMPROVEMENT),
            coverage=Coverage(asked=8, answered=5, not_applicable=2),
            reasons=("Adequate: the mean of three themes is 3.25.",),
        ),
        themes=themes or four_themes(),
        overall_lift=None,
    )


def four_themes() -> tuple[ThemeScore, ...]:
    """Return a complete theme, one with a range, one with a lower mean as evidenced, and one that does not apply."""
    return (
        a_theme_score("A clear purpose", claimed=a_result("3.25", ADEQUATE)),
        a_theme_score(
            "Costs and benefits",
            code="costs_and_benefits",
            claimed=a_result("2.5", ADEQUATE),
            lowest=a_result("2", REQUIRES_IMPROVEMENT),
            highest=a_result("3.5", GOOD),
        ),
        a_theme_score(
            "Leadership and governance",
            code="leadership_and_governance",
            claimed=a_result("4", GOOD),
            evidenced=a_result("2.75", ADEQUATE),
        ),
        a_theme_score(
            "Skills and capabilities",
            code="skills_and_capabilities",
            claimed=NOTHING,
            coverage=Coverage(asked=2, answered=0, not_applicable=2),
            reasons=("Not applicable: none of its questions applies.",),
            applies=False,
        ),
    )


def a_bank_of_four() -> Bank:
    """Return a bank with the four themes, each with two questions."""
    return a_bank(
        themes=[
            a_theme("purpose", questions=[a_question("P1"), a_question("P2")]),
            a_theme("costs_and_benefits", questions=[a_question("B1"), a_question("B2")]),
            a_theme("leadership_and_governance", questions=[a_question("G1"), a_question("G2")]),
            a_theme(
                "skills_and_capabilities",
                questions=[
                    a_question("S1", not_applicable_when="When nobody is employed."),
                    a_question("S2", not_applicable_when="When nobody is employed."),
                ],
            ),
        ]
    )
