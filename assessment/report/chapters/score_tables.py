"""What chapters say about scores: the table, the reasons, and what the next grade would take."""

from collections.abc import Iterator, Sequence
from typing import Final

from assessment.report.next_grade import NextGrade
from assessment.report.parts import Cell, Column, GradePart, ListPart, Part, Span, TablePart, TextPart, TextRole
from assessment.report.score_rows import ScoreRow

_MOST_IN_A_PARAGRAPH: Final = 4


def strong(words: str) -> tuple[Span, ...]:
    """Return the words in bold, as the first cell of a row has them."""
    return (Span(words, strong=True),)


def reasons(sentences: Sequence[str]) -> Part:
    """Return the reasons for a grade: a few as a paragraph, and many as a list."""
    if len(sentences) <= _MOST_IN_A_PARAGRAPH:
        return TextPart(words=" ".join(sentences))
    return ListPart(items=tuple(TextPart(words=each) for each in sentences))


def next_grade(taking: NextGrade) -> Iterator[Part]:
    """Yield what the next grade would take; nothing without a grade."""
    if taking.words:
        yield TextPart(words=taking.words)
    if taking.steps:
        yield ListPart(items=tuple(TextPart(words=each) for each in taking.steps), is_small=True)


def score_table(rows: Sequence[ScoreRow], *, first_column: str = "Theme", before: str = "") -> Iterator[Part]:
    """Yield a table of scores (grade, mean, range, mean as evidenced, coverage), and below it what holds a grade down.

    With `before`, the name of the previous round, a column of that name holds the means of that round.
    """
    yield TablePart(
        summary="The scores in full",
        columns=(
            Column(title=first_column, width=96),
            Column(title="Grade", width=115),
            Column(title="Mean", width=40, is_numbers=True),
            *([Column(title=before, width=40, is_numbers=True)] if before else []),
            Column(title="Range", width=102 - 25 * bool(before)),
            Column(title="Evidenced", width=72),
            Column(title="Answered", width=56, is_numbers=True),
        ),
        rows=tuple(_scores(row, with_before=bool(before)) for row in rows),
        is_small=True,
    )
    for row in rows:
        if row.held:
            yield TextPart(words=row.held, role=TextRole.SMALL)


def _scores(row: ScoreRow, *, with_before: bool) -> tuple[Cell, ...]:
    grade = GradePart(word=row.grade_words, level=row.grade)
    before = (row.mean_before,) if with_before else ()
    return strong(row.title), grade, row.mean, *before, row.range, row.evidenced, row.coverage
