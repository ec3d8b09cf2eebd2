"""The questions of several assessments side by side: the levels they reach, and the statement missing most often."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.bank.model import Bank, Question
from assessment.comparison.compared import ComparedRow
from assessment.scoring.question_results import NOT_ASKED, QuestionResult
from assessment.scoring.statement_wording import statement_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedQuestion:
    """One question in every assessment that is compared."""

    code: str
    title: str
    levels: str
    """How many assessments are at each level, highest first, as ``2 Good, 1 Adequate, 1 not answered``."""
    missing: tuple[str, ...]
    """The statement that is missing for the next level most often, and how many reported the finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTheme:
    """The questions of one theme."""

    title: str
    questions: tuple[ComparedQuestion, ...]


def compared_themes(rows: Sequence[ComparedRow], bank: Bank) -> tuple[ComparedTheme, ...]:
    """Return every question of the bank in all the assessments among the rows. One in several rows counts once."""
    assessments = {row.assessment.id: row.questions for row in rows}.values()
    if not assessments:
        return ()
    return tuple(
        ComparedTheme(
            title=theme.title,
            questions=tuple(
                _compared(question, [results.get(question.code) for results in assessments], bank)
                for question in theme.questions
            ),
        )
        for theme in bank.themes
    )


def _compared(question: Question, results: Sequence[QuestionResult | None], bank: Bank) -> ComparedQuestion:
    """Return the question. A result is None where the assessment is not asked it."""
    counts = Counter(NOT_ASKED if result is None else result.reply for result in results)
    asked = [result for result in results if result is not None]
    in_order = [level.title for level in reversed(bank.scale)]
    rest = [reply for reply in counts if reply not in in_order]
    return ComparedQuestion(
        code=question.code,
        title=question.title,
        levels=", ".join(
            f"{counts[reply]} {reply if reply in in_order else reply.lower()}"
            for reply in (*in_order, *sorted(rest))
            if counts[reply]
        ),
        missing=(*_missing_most_often(question, asked), *_reported(question, asked)),
    )


def _missing_most_often(question: Question, results: Sequence[QuestionResult]) -> Iterator[str]:
    counts = Counter(statement for result in results for statement in result.missing)
    most = max(counts.values(), default=0)
    # Among several, the first in bank order: it stands on the lowest level.
    first = next((each for each in question.statements if most and counts[each] == most), None)
    yield "Nothing" if first is None else f"In {most} of {len(results)}: {statement_line(first)}"


def _reported(question: Question, results: Sequence[QuestionResult]) -> Iterator[str]:
    reported = sum(result.finding_is_true for result in results)
    if reported and question.finding is not None:
        yield f"Finding {question.finding.id} is reported by {reported} of {len(results)}."
