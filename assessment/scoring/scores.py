"""The scores as values. Numbers are exact fractions. None means that there is no such number or grade."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Final

from assessment.bank.model import Bank, Finding, Level, Limit, Statement
from assessment.ids import ThemeCode
from assessment.rounds.progress import Coverage
from assessment.scoring.number_format import shown, with_grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A mean level (1 to the number of levels) and its grade after limits."""

    mean: Fraction | None
    grade: Level | None
    limits: tuple[Limit, ...] = field(default=(), compare=False)
    """The limits whose condition holds and whose cap is below the grade of the mean."""

    @property
    def words(self) -> str:
        """Return the mean with its grade in words, and that a limit holds it where one does."""
        if self.mean is None:
            return "None"
        grade = None if self.grade is None else self.grade.title
        return with_grade(shown(self.mean), grade, is_held=bool(self.limits))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of a theme or of the whole assessment: what is kept of a submission."""

    title: str
    applies: bool
    """False if none of its questions applies: it has no mean and no grade, and is left out of the overall mean."""
    claimed: Result
    uncapped_grade: Level | None
    """The grade before limits."""
    lowest: Result
    """The result with the unanswered questions at the lowest level, and the unanswered findings true."""
    highest: Result
    """The result with the unanswered questions at the highest level, and the unanswered findings false."""
    evidenced: Result
    """The result with every level that needs evidence and names none counted as the highest that needs none."""
    coverage: Coverage

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Return the limits that hold the claimed grade below the uncapped one."""
        return self.claimed.limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of one assessment without their reasons: what is compared, and kept of a submission."""

    bank: Bank
    overall: Score
    themes: Mapping[ThemeCode, Score]
    """In bank order."""

    def of(self, theme: str) -> Score:
        """Return the score of the theme with that code, or the overall score if no theme has it."""
        return next((score for code, score in self.themes.items() if code == theme), self.overall)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedScore(Score):
    """A score with its reasons."""

    reasons: tuple[str, ...]
    """The sentences that explain the grade, including the outlook."""
    outlook: str | None = None
    """The sentence on what would lift the grade; None if there is no grade."""

    @property
    def unexplained(self) -> Score:
        """Return the score without its reasons."""
        return Score(**{each.name: getattr(self, each.name) for each in fields(Score)})

    @property
    def grounds(self) -> tuple[str, ...]:
        """Return the reasons without the outlook, for pages that show the outlook separately."""
        return tuple(reason for reason in self.reasons if reason != self.outlook)


_NUMBERS: Final = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine"), start=2))
"""The numbers that are written in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """The fewest improvements that reach the next grade.

    Each improvement is one statement more that is met, or one finding that is put right.
    """

    to: Level
    steps: int
    statements: tuple[Statement, ...]
    """Those that end limits first, then those of the lowest levels, then in bank order."""
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the findings to put right, then those of the statements to make true."""
        return (*(each.id for each in self.findings), *(each.code for each in self.statements))

    @property
    def sentence(self) -> str:
        """Return how many improvements the next grade needs, in words to come before a list of them."""
        if self.steps == 1:
            return f"One improvement is enough for {self.to.title}:"
        number = _NUMBERS.get(self.steps, f"{self.steps:,}")
        return f"At least {number} improvements are needed for {self.to.title}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeScore(ExplainedScore):
    """A theme's score, and what would lift it."""

    theme: ThemeCode
    lift: Lift | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Every score of one assessment, in bank order."""

    bank: Bank
    overall: ExplainedScore
    themes: tuple[ThemeScore, ...]
    overall_lift: Lift | None

    @property
    def scores(self) -> Scores:
        """Return the scores without their reasons."""
        return Scores(
            bank=self.bank,
            overall=self.overall.unexplained,
            themes={each.theme: each.unexplained for each in self.themes},
        )


def index(mean: Fraction | None, *, levels: int) -> Fraction | None:
    """Return the mean on a scale of 0 to 100: (mean - 1) / (levels - 1) x 100."""
    return None if mean is None else (mean - 1) / (levels - 1) * 100
