"""Scores as tables."""

from collections.abc import Sequence

from assessment.report.board_content import ScoreRow
from assessment.report.parts import Cell, Column, GradePart, Span, TablePart, TextPart, Texts


def grade_of(row: ScoreRow) -> GradePart:
    """A row's grade, or the words for there being none."""
    return GradePart(word=row.grade_words, level=row.grade)


def strong(words: str) -> tuple[Span, ...]:
    """The words, so that a row can be found by them."""
    return (Span(words, strong=True),)


def board_table(rows: Sequence[ScoreRow]) -> TablePart:
    """Every score with its grade, mean, change since the last round where there was one, and what binds it."""
    with_change = any(row.change for row in rows)
    columns = [
        Column(title="Theme", width=88),
        Column(title="Grade", width=112),
        Column(title="Mean", width=46, is_numbers=True),
        *([Column(title="Change", width=84)] if with_change else []),
        Column(title="What holds it down", width=220 - 84 * with_change),
    ]
    return TablePart(
        says="The grade of every theme",
        columns=tuple(columns),
        rows=tuple(
            (
                strong(row.title),
                grade_of(row),
                row.mean,
                *((row.change,) if with_change else ()),
                Texts(tuple(TextPart(words=each) for each in row.binds)),
            )
            for row in rows
        ),
        is_small=True,
    )


def score_table(rows: Sequence[ScoreRow], *, of: str = "Theme") -> TablePart:
    """Every score with its grade, mean, range, as evidenced, coverage and the limits that bind."""
    return TablePart(
        says="The scores in full",
        columns=(
            Column(title=of, width=80),
            Column(title="Grade", width=113),
            Column(title="Mean", width=42, is_numbers=True),
            Column(title="Range", width=74),
            Column(title="As evidenced", width=70),
            Column(title="Answered", width=58, is_numbers=True),
            Column(title="Limits", width=34),
        ),
        rows=tuple(_scores(row) for row in rows),
        is_small=True,
    )


def _scores(row: ScoreRow) -> tuple[Cell, ...]:
    return strong(row.title), grade_of(row), row.mean, row.range, row.evidenced, row.coverage, row.limits
