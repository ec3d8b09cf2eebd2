"""Scores as the rows of a table, in words."""

from dataclasses import dataclass

from assessment.bank.model import Bank, Level
from assessment.report.report_subject import PreviousRound
from assessment.scoring import shown
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
    """The mean of the previous round; empty where there was none."""
    range: str
    evidenced: str
    coverage: str
    held: str
    """What holds the grade down, after the title as a sentence; empty where no limit does."""
    change: str
    """The change of the grade since the previous round; empty where there was none."""


def score_row(
    score: Score, *, bank: Bank, title: str = "", before: Score | None = None, previous: PreviousRound | None = None
) -> ScoreRow:
    """Return a score as the row of a table.

    `title` replaces the title of the score. `before` is the matching score of the `previous` round, where there was
    one.
    """
    counts, name = score.coverage, title or score.title
    return ScoreRow(
        title=name,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        mean=_mean(score.claimed),
        mean_before="" if before is None else _mean(before.claimed),
        range=_range(score),
        evidenced=_unlike(score.evidenced, score.claimed),
        coverage=f"{counts.answered} of {counts.applicable}",
        held=f"{name}: {held_by(score.claimed, bank)}." if score.limits else "",
        change="" if before is None or previous is None else change(score.claimed, before.claimed, previous),
    )


def since(now: Score, before: Score, round_title: str) -> str:
    """Return how the grade has changed since the round before, as a part of a sentence that begins with a comma."""
    grade, earlier = now.claimed.grade, before.claimed.grade
    if grade is None or earlier is None:
        return f", with no grade in {round_title} to compare it with"
    if grade == earlier:
        return f", as in {round_title}"
    return f", {'up' if grade.place > earlier.place else 'down'} from {earlier.title} in {round_title}"


def grade_words(score: Score) -> str:
    """Return the title of the grade, or the words for there being none."""
    if score.claimed.grade is not None:
        return score.claimed.grade.title
    return "No grade" if score.applies else "Not applicable"


def change(now: Result, before: Result, previous: PreviousRound) -> str:
    """Return the change of the grade since the round before, to stand alone."""
    if before.mean is None or before.grade is None:
        return f"No grade in {previous.round_title}"
    if now.grade is None:
        return f"No grade now; {before.words} before"
    if now.grade == before.grade:
        return f"Same grade (was {shown(before.mean)})"
    direction = "Up" if now.grade.place > before.grade.place else "Down"
    return f"{direction} from {before.grade.title} ({shown(before.mean)})"


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
