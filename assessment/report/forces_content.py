"""How far each force that answered alone stood from what is agreed, in words: by theme, and where it was furthest."""

from dataclasses import dataclass
from typing import Final

from assessment.agreement.from_agreed import FromAgreed, QuestionApart, ScoreApart, ThemeApart, from_agreed
from assessment.bank.model import Level
from assessment.report.report_subject import ReportSubject
from assessment.report.score_rows import grade_words
from assessment.scoring import shown
from assessment.scoring.limit_wording import listed
from assessment.scoring.question_results import question_results
from assessment.scoring.scores import Score

INTRODUCTION: Final = (
    "Each partner force answered alone, without seeing the answers of the others. Then the partners agreed the "
    "answers that count. The grades are worked out from the agreed answers alone."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcesRow:
    """The agreed score of a theme or of the whole, with a line on each force."""

    title: str
    grade: Level | None
    grade_words: str
    mean: str
    forces: tuple[tuple[str, str], ...]
    """The name of each force, and its score with the distance from the agreed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcesEntry:
    """A question on which forces stood apart from what is agreed."""

    code: str
    title: str
    level: Level | None
    reply: str
    """What is agreed: the title of the level, or "Not applicable"."""
    forces: tuple[tuple[str, str], ...]
    """The name of each force that stood apart, and how it did."""
    views: tuple[tuple[str, str], ...]
    """The name of each force whose view still differs, and the view as it was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcesSection:
    """How far the forces stood from what is agreed."""

    sentences: tuple[str, ...]
    """Who answered and who did not, and on how many questions somebody stood apart."""
    rows: tuple[ForcesRow, ...]
    questions: tuple[ForcesEntry, ...]
    """Those on which the forces stood furthest apart from what is agreed, and those on which a view still differs."""


def forces_section(subject: ReportSubject) -> ForcesSection | None:
    """Return how far the forces stood from what is agreed; None where none answered alone."""
    if subject.alone is None:
        return None
    results = question_results(subject.bank, subject.responses)
    apart = from_agreed(subject.alone.spread, results, subject.scorecard.scores, subject.alone.names)
    return ForcesSection(
        sentences=(INTRODUCTION, *missing(subject.alone.missing), how_many(apart)),
        rows=tuple(_row(each) for each in apart.scores),
        questions=tuple(_entry(each) for each in apart.furthest),
    )


def missing(forces: tuple[str, ...]) -> tuple[str, ...]:
    """Return a sentence on the forces whose answers are missing; none where all of them answered."""
    if not forces:
        return ()
    return (f"Without {listed(list(forces))}: not submitted when the answers were released.",)


def how_many(apart: FromAgreed) -> str:
    """Return on how many questions a force stood apart from what is agreed, in a sentence."""
    number = sum(bool(each.apart) for each in apart.questions)
    if number == 0:
        return "No force said anything other than what is agreed."
    questions = "1 question" if number == 1 else f"{number} questions"
    return f"On {questions} at least one force said something other than what is agreed."


def _row(each: ThemeApart) -> ForcesRow:
    return ForcesRow(
        title=each.title,
        grade=each.agreed.claimed.grade,
        grade_words=grade_words(each.agreed),
        mean=_mean(each.agreed),
        forces=tuple((score.label, _score(score)) for score in each.scores),
    )


def _score(each: ScoreApart) -> str:
    words = f"{grade_words(each.score)}, {_mean(each.score)}"
    return f"{words}, {each.words}" if each.words else words


def _mean(score: Score) -> str:
    return "None" if score.claimed.mean is None else shown(score.claimed.mean)


def _entry(each: QuestionApart) -> ForcesEntry:
    return ForcesEntry(
        code=each.question.code,
        title=each.question.title,
        level=each.agreed.level,
        reply=each.agreed.reply,
        forces=tuple((reply.label, reply.words) for reply in each.apart),
        views=each.views,
    )
