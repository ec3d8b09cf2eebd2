"""The chapter with the scores in full, both charts of them, and the reasons for the overall grade."""

from collections.abc import Iterator
from typing import Final

from assessment.charts.series import Profile, describe
from assessment.report.chapters.score_tables import reasons, score_table
from assessment.report.parts import ChartKind, FigurePart, HeadingPart, Part, TextPart, TextRole
from assessment.report.report_content import Report

_DOT_PLOT_CAPTION: Final = (
    "Figure 1. The mean level of each theme. A limit can hold a grade below the band in which the mean lies."
)
_RADAR_CAPTION: Final = "Figure 2. The same means, from the lowest level at the centre to the highest at the rim."


def parts(report: Report) -> Iterator[Part]:
    """Yield the parts of the chapter. Without any mean there is nothing to draw."""
    profile = report.profile
    yield HeadingPart(words="Profile by theme", rank=1, key="profile")
    yield from score_table(report.scores, before=report.compared_with)
    if report.compared_in_part:
        yield TextPart(words=f"Note: {' '.join(report.compared_in_part)}", role=TextRole.CAPTION)
    if any(point.claimed is not None for series in profile.series for point in series.points):
        yield _figure(ChartKind.DOT_PLOT, profile, name="Dot plot")
        yield TextPart(words=_DOT_PLOT_CAPTION, role=TextRole.CAPTION)
        yield _figure(ChartKind.RADAR, profile, name="Radar")
        yield TextPart(words=_RADAR_CAPTION, role=TextRole.CAPTION)
    yield reasons(report.reasons)


def _figure(chart: ChartKind, profile: Profile, *, name: str) -> FigurePart:
    return FigurePart(chart=chart, profile=profile, alternative=describe(profile, chart=name))
