"""Tables of scores."""

from collections.abc import Sequence

from assessment.report.board_content import ScoreRow
from assessment.report.parts import Cell, Column, GradePart, Span, TablePart, TextPart, Texts


def grade_of(row: ScoreRow) -> GradePart:
    """Return the grade of a row as a part; where there is no grade, its words say so."""
    return GradePart(word=row.grade_words, level=row.grade)


def strong(words: str) -> tuple[Span, ...]:
    """Return the words in bold, as the first cell of a row has them."""
    return (Span(words, strong=True),)


def board_table(rows: Sequence[ScoreRow]) -> TablePart:
    """Return a table of grades and means, the limits on each, and its change where there was an earlier round."""
    with_change = any(row.change for row in rows)
    columns = [
        Column(title="Theme", width=88),
        Column(title="Grade", width=112),
        Column(title="Mean", width=46, is_numbers=True),
        *([Column(title="Change", width=84)] if with_change else []),
        Column(title="What limits it", width=220 - 84 * with_change),
    ]
    return TablePart(
        summary="The grade of every theme",
        columns=tuple(columns),
        rows=tuple(
            (
                strong(row.title),
                grade_of(row),
                row.mean,
                *((row.change,) if with_change else ()),
                Texts(tuple(TextPart(words=each) for each in row.limit_reasons)),
            )
            for row in rows
        ),
        is_small=True,
    )


def score_table(rows: Sequence[ScoreRow], *, first_column: str = "Theme") -> TablePart:
    """Return a table of scores: grade, mean, range, score as evidenced, coverage, and the limits that bind."""
    return TablePart(
        summary="The scores in full",
        columns=(
            Column(title=first_column, width=80),
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
