"""Grades and scores as blocks: the pill with its word, the table of scores, and the numbers of a chart."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from assessment.bank.model import Level
from assessment.charts import palette
from assessment.charts.series import Mark, Profile
from assessment.report import styles
from assessment.report.blocks import Pill, paragraph, table
from assessment.report.content import ScoreRow
from assessment.report.paragraphs import Span
from assessment.report.styles import CELL, SMALL_CELL

_WIDTHS = (84.0, 113.0, 33.0, 83.0, 76.0, 49.0)


def pill(grade: Level | None, word: str, *, levels: int, size: float = styles.PILL_SIZE) -> Pill:
    """A grade's pill; white, with its words, where there is none."""
    return Pill(word, palette.grade_colours(grade, levels=levels), size=size)


def why(grade: Level | None) -> str:
    """The heading over a grade's reasons."""
    return "Why there is no grade" if grade is None else "Why this grade"


def score_table(rows: Sequence[ScoreRow], *, levels: int) -> Flowable:
    """Every score with its grade, mean, range, as evidenced, coverage and the limits that bind."""
    return table(
        ("Theme", "Grade", "Mean", "Range", "As evidenced", "Answered", "Limits"),
        [
            [
                paragraph([Span(row.title, strong=True)], SMALL_CELL),
                pill(row.grade, row.grade_words, levels=levels),
                paragraph(row.mean, SMALL_CELL),
                paragraph(row.range, SMALL_CELL),
                paragraph(row.evidenced, SMALL_CELL),
                paragraph(row.coverage, SMALL_CELL),
                paragraph(row.limits, SMALL_CELL),
            ]
            for row in rows
        ],
        [*_WIDTHS, styles.CONTENT_WIDTH - sum(_WIDTHS)],
        style=SMALL_CELL,
    )


def numbers_table(profile: Profile) -> Flowable:
    """The same numbers as a chart of that profile, by theme."""
    widths = (142.0, 46.0, 118.0, 48.0, 50.0)
    return table(
        ("Theme", "Mean", "Grade", "Lowest", "Highest", "As evidenced"),
        [
            [
                paragraph([Span(point.theme, strong=True)], CELL),
                paragraph(_number(point.claimed), CELL),
                paragraph(point.gap if point.claimed is None else point.claimed.grade or "No grade", CELL),
                *(paragraph(_number(mark), CELL) for mark in (point.lowest, point.highest, point.evidenced)),
            ]
            for point in profile.series[0].points
        ],
        [*widths, styles.CONTENT_WIDTH - sum(widths)],
    )


def _number(mark: Mark | None) -> str:
    return "None" if mark is None else mark.shown
