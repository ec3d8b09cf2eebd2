"""What the replies come to, as values. Numbers are exact fractions; none means "there is none", for a given reason."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.bank.model import Bank, Level, Limit
from assessment.ids import QuestionCode, ThemeCode
from assessment.rounds.progress import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A mean level (1 to the number of levels) and the grade it comes to, limits included."""

    mean: Fraction | None
    grade: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a theme, or the whole assessment, comes to, and why."""

    title: str
    applies: bool
    """False when nothing in it applies: no mean, no grade, and it stays out of the overall mean."""
    claimed: Result
    uncapped_grade: Level | None
    """The grade before limits."""
    limits: tuple[Limit, ...]
    """The limits whose condition holds and whose cap is below the uncapped grade."""
    lowest: Result
    """With the unanswered questions at the lowest level."""
    highest: Result
    """With the unanswered questions at the highest level."""
    evidenced: Result
    """With every level that needs evidence and names none counted just below where evidence is expected."""
    coverage: Coverage
    reasons: tuple[str, ...]
    """The sentences that produced the grade, the outlook among them."""
    outlook: str | None = None
    """The sentence on what would lift the grade; none where there is no grade."""

    @property
    def grounds(self) -> tuple[str, ...]:
        """The reasons without the outlook, for where that has a place of its own."""
        return tuple(reason for reason in self.reasons if reason != self.outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """One question raised from one level to another."""

    question: QuestionCode
    before: Level
    after: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """The fewest one-level improvements that reach the next grade."""

    to: Level
    steps: int
    changes: tuple[LevelChange, ...]

    @property
    def sentence(self) -> str:
        """How far the next grade is, leading to a list of the changes."""
        if self.steps == 1:
            return f"One step of one level reaches {self.to.title}:"
        return f"{self.steps} steps of one level reach {self.to.title}, and no fewer do:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeScore(Score):
    """A theme's score, and what would lift it."""

    theme: ThemeCode
    lift: Lift | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Every score of one assessment, in bank order."""

    bank: Bank
    overall: Score
    themes: tuple[ThemeScore, ...]


def index(mean: Fraction | None, *, levels: int) -> Fraction | None:
    """The mean on 0 to 100: (mean - 1) / (levels - 1) x 100."""
    return None if mean is None else (mean - 1) / (levels - 1) * 100
