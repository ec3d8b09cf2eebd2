"""The chapter with both charts, their numbers as a table, and the reasons for the overall grade."""

from collections.abc import Iterator
from typing import Final

from assessment.charts.series import Mark, Point, Profile, describe
from assessment.report.chapters.score_tables import score_table, strong
from assessment.report.parts import (
    Cell,
    ChartKind,
    Column,
    FigurePart,
    HeadingPart,
    ListPart,
    Part,
    TablePart,
    TextPart,
    TextRole,
)
from assessment.report.report_content import Report

_DOT_PLOT_CAPTION: Final = (
    "Figure 1. The mean level of each theme on the grade bands, with the mean as evidenced and the range still "
    "possible while questions are unanswered. A limit can hold a grade below the band in which the mean lies."
)
_RADAR_CAPTION: Final = (
    "Figure 2. The same means as a radar chart. The scale runs from the lowest level at the centre to the highest at "
    "the rim; a theme without a mean is left as a gap."
)


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the chapter."""
    profile = report.profile
    yield HeadingPart(words="Profile by theme", rank=1, key="profile", starts_page=True)
    yield _figure(ChartKind.DOT_PLOT, profile, name="Dot plot")
    yield TextPart(words=_DOT_PLOT_CAPTION, role=TextRole.CAPTION)
    yield _figure(ChartKind.RADAR, profile, name="Radar")
    yield TextPart(words=_RADAR_CAPTION, role=TextRole.CAPTION)
    yield _numbers_table(profile)
    yield HeadingPart(words="The scores in full", rank=2, key="scores")
    yield score_table([report.board.overall, *report.board.themes])
    yield HeadingPart(words=_reasons_heading(report), rank=2, key="reasons")
    yield ListPart(items=tuple(TextPart(words=reason) for reason in report.board.reasons))
    if report.board.steps:
        yield HeadingPart(words="What would lift the overall grade", rank=2, key="lift")
        yield TextPart(words=report.board.outlook)
        yield ListPart(items=tuple(TextPart(words=step) for step in report.board.steps), is_small=True)


def _figure(chart: ChartKind, profile: Profile, *, name: str) -> FigurePart:
    return FigurePart(chart=chart, profile=profile, alternative=describe(profile, chart=name))


def _reasons_heading(report: Report) -> str:
    return "Why there is no overall grade" if report.board.overall.grade is None else "Why this overall grade"


def _numbers_table(profile: Profile) -> TablePart:
    """Return the numbers of the charts as a table, a row for each theme."""
    now, *earlier = profile.series
    rows = []
    for place, point in enumerate(now.points):
        means = [point.claimed, *(series.points[place].claimed for series in earlier)]
        others = [point.lowest, point.highest, point.evidenced]
        rows.append((strong(point.theme), *map(_number, means), _grade(point), *map(_number, others)))
    return TablePart(
        summary="The numbers of both charts",
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
