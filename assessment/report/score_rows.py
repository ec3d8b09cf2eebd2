"""Scores as the rows of a table, in words."""

from dataclasses import dataclass

from assessment.bank.equivalence import Alike
from assessment.bank.model import Bank, Level
from assessment.scoring import shown
from assessment.scoring.changes import Change
from assessment.scoring.limit_wording import held_by
from assessment.scoring.number_format import from_to
from assessment.scoring.scores import Result, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One row of the table of grades, in words. Without a grade, `grade` is None and `grade_words` says so."""

    title: str
    grade: Level | None
    grade_words: str
    mean: str
    mean_before: str
    """The mean of the previous round, or why it does not stand here; empty where there was no such round."""
    range: str
    evidenced: str
    coverage: str
    held: str
    """What holds the grade down, after the title as a sentence; empty where no limit does."""


def score_row(score: Score, *, bank: Bank, title: str = "", change: Change | None = None) -> ScoreRow:
    """Return a score as the row of a table.

    `title` replaces the title of the score. `change` is that since the previous round, where there was one.
    """
    counts, name = score.coverage, title or score.title
    return ScoreRow(
        title=name,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        mean=_mean(score.claimed),
        mean_before="" if change is None else _mean_before(change),
        range=_range(score),
        evidenced=_unlike(score.evidenced, score.claimed),
        coverage=f"{counts.answered} of {counts.applicable}",
        held=f"{name}: {held_by(score.claimed, bank)}." if score.limits else "",
    )


def grade_words(score: Score) -> str:
    """Return the title of the grade, or the words for there being none."""
    if score.claimed.grade is not None:
        return score.claimed.grade.title
    return "No grade" if score.applies else "Not applicable"


def _mean_before(change: Change) -> str:
    """Return the mean of the round before where it rests on the same questions as the one beside it."""
    return "Note" if change.alike is Alike.PART else _mean(change.before)


def _mean(result: Result) -> str:
    return "None" if result.mean is None else shown(result.mean)


def _range(score: Score) -> str:
    if score.lowest == score.highest:
        return _unlike(score.lowest, score.claimed)
    if score.lowest.mean is not None and score.lowest.grade == score.highest.grade:
        return f"{shown(score.lowest.mean)} to {_unlike(score.highest, score.claimed)}"
    return from_to(score.lowest.words, score.highest.words)


def _unlike(result: Result, claimed: Result) -> str:
    """Return the mean, with the grade only where it is not the one that is claimed."""
    return _mean(result) if result.grade == claimed.grade else result.words
