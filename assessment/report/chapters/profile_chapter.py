"""Both charts, each with its caption, the same numbers as a table, and how the overall grade came about."""

from collections.abc import Iterator

from assessment.charts.series import Mark, Point, Profile, describe
from assessment.report import drawings
from assessment.report.chapters.score_tables import score_table, strong
from assessment.report.parts import Cell, Column, FigurePart, HeadingPart, ListPart, Part, TablePart, TextPart, TextRole
from assessment.report.report_content import Report

_DOTS = (
    "Figure 1. The mean level of each theme on the grade bands, with the mean as evidenced and the range that is still "
    "open while questions are unanswered. A limit can hold a grade below the band in which the mean lies."
)
_RADAR = (
    "Figure 2. The same means as a radar. The scale runs from the lowest level in the centre to the highest at the "
    "rim; a theme without a mean is left as a gap."
)


def parts(report: Report) -> Iterator[Part]:
    """The profile by theme."""
    drawn = report.profile
    yield HeadingPart(words="Profile by theme", rank=1, key="profile", starts_page=True)
    yield FigurePart(drawing=drawings.dot_plot(drawn), alternative=describe(drawn, chart="Dot plot"))
    yield TextPart(words=_DOTS, look=TextRole.CAPTION)
    yield FigurePart(drawing=drawings.radar(drawn), alternative=describe(drawn, chart="Radar"))
    yield TextPart(words=_RADAR, look=TextRole.CAPTION)
    yield numbers_table(drawn)
    yield HeadingPart(words="The scores in full", rank=2, key="scores")
    yield score_table([report.board.overall, *report.board.themes])
    yield HeadingPart(words=why(report), rank=2, key="reasons")
    yield ListPart(items=tuple(TextPart(words=reason) for reason in report.board.reasons))


def why(report: Report) -> str:
    """The heading over the overall grade's reasons."""
    return "Why there is no overall grade" if report.board.overall.grade is None else "Why this overall grade"


def numbers_table(profile: Profile) -> TablePart:
    """The same numbers as a chart of that profile, by theme."""
    now, *earlier = profile.series
    rows = []
    for place, point in enumerate(now.points):
        marks = [point.claimed, *(series.points[place].claimed for series in earlier)]
        others = [point.lowest, point.highest, point.evidenced]
        rows.append((strong(point.theme), *map(_number, marks), _grade(point), *map(_number, others)))
    return TablePart(
        says="The numbers of both charts",
        columns=(
            Column(title="Theme", width=138 - 50 * len(earlier)),
            Column(title="Mean", width=44, is_numbers=True),
            *(Column(title=series.name, width=50, is_numbers=True) for series in earlier),
            Column(title="Grade", width=122),
            Column(title="Lowest", width=48, is_numbers=True),
            Column(title="Highest", width=50, is_numbers=True),
            Column(title="As evidenced", width=68, is_numbers=True),
        ),
        rows=tuple(rows),
        is_small=True,
    )


def _grade(point: Point) -> Cell:
    return point.gap if point.claimed is None else point.claimed.grade or "No grade"


def _number(mark: Mark | None) -> str:
    return "None" if mark is None else mark.shown
