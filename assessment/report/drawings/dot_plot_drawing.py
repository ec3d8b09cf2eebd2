"""The dot plot. It is the easier chart to read, so it comes before the radar chart."""

from collections.abc import Iterator
from typing import Final

from reportlab.graphics.shapes import Drawing, Shape

from assessment.charts import palette
from assessment.charts.palette import mixed
from assessment.charts.series import Band, Point, Profile, Series
from assessment.report import drawing_marks
from assessment.report.drawing_marks import (
    SMALL,
    FittedText,
    add,
    bar,
    box,
    diamond,
    dot,
    fitted,
    line,
    square,
    words,
)
from assessment.report.drawings.chart_key import KeyEntry, chart_key, chart_key_height
from assessment.report.styles import CONTENT_WIDTH

_PAD: Final = 0.3
"""The room beyond each end of the scale, in levels, for a mark that stands at the end."""
_LABELS: Final = 154.0
_LEAST_ROW: Final = 30.0
_AXIS: Final = 20.0
_ROWS: Final = 560.0
"""The greatest height of all rows together, in points, so that a page also holds the strip, the key and the caption."""


def dot_plot(profile: Profile) -> Drawing:
    """Draw the themes as rows on the grade bands, with the first theme at the top.

    A circle marks the mean, a diamond the mean as evidenced, and a bar the range. A second series is an earlier round,
    and open squares mark its means.
    """
    points = profile.series[0].points
    labels = [_label(point, height=min(90, _ROWS / len(points) - 10)) for point in points]
    heights = [max(_LEAST_ROW, label.height + 10) for label in labels]
    strip = [_strip_words(band, profile) for band in profile.bands]
    entries = _entries(profile)
    foot = chart_key_height(entries) + _AXIS
    top = foot + sum(heights)
    above = max(each.height for each in strip) + 8
    plot = drawing_marks.drawing(CONTENT_WIDTH, top + above)
    for band, title in zip(profile.bands, strip, strict=True):
        add(plot, [_band(band, profile, foot=foot, top=top)])
        add(plot, _strip(band, title, profile, foot=top, top=top + above))
    middle = top
    for place, (label, height) in enumerate(zip(labels, heights, strict=True)):
        middle -= height / 2
        add(plot, [line(0, middle - height / 2, CONTENT_WIDTH, middle - height / 2)])
        add(plot, label.around(0, middle))
        for series in reversed(profile.series):
            add(plot, _marks(series, series.points[place], profile, middle))
        middle -= height / 2
    for level in range(1, profile.levels + 1):
        add(plot, words(str(level), _along(level, profile), foot - 13, colour=palette.MUTED, anchor=0.5))
    add(plot, words("Mean level", 0, foot - 13, colour=palette.MUTED))
    add(plot, chart_key(entries))
    return plot


def _label(point: Point, *, height: float) -> FittedText:
    """Return a theme with its grade, which a limit may hold below the band in which the mean lies."""
    grade = point.gap if point.claimed is None else point.claimed.grade or "No grade"
    return fitted([(point.theme, True), (grade, False)], width=_LABELS - 12, height=height, size=SMALL)


def _strip_words(band: Band, profile: Profile) -> FittedText:
    left, right = _edges(band, profile)
    return fitted([(band.title, False)], width=right - left - 4, height=40, size=SMALL)


def _band(band: Band, profile: Profile, *, foot: float, top: float) -> Shape:
    """Return a band behind all rows."""
    left, right = _edges(band, profile)
    return box(left, foot, right, top, fill=mixed(band.colours.fill, palette.WHITE, share=0.75))


def _strip(band: Band, title: FittedText, profile: Profile, *, foot: float, top: float) -> Iterator[Shape]:
    """Yield the title of a band above the rows, on the colour of its grade."""
    left, right = _edges(band, profile)
    yield box(left, foot, right, top, fill=band.colours.fill, edge=palette.WHITE)
    yield from title.around((left + right) / 2, (foot + top) / 2, anchor=0.5, colour=band.colours.text)


def _edges(band: Band, profile: Profile) -> tuple[float, float]:
    left = _along(band.start - (_PAD if band is profile.bands[0] else 0), profile)
    right = _along(band.end + (_PAD if band is profile.bands[-1] else 0), profile)
    return left, right


def _marks(series: Series, point: Point, profile: Profile, middle: float) -> Iterator[Shape]:
    height = middle + 6
    if series is not profile.series[0]:
        if point.claimed is not None:
            yield square(_along(point.claimed.mean, profile), height)
        return
    if point.claimed is None:
        return
    if point.has_range and point.lowest is not None and point.highest is not None:
        yield bar(_along(point.lowest.mean, profile), _along(point.highest.mean, profile), height)
    if point.evidenced is not None:
        yield diamond(_along(point.evidenced.mean, profile), height)
    across = _along(point.claimed.mean, profile)
    yield dot(across, height)
    yield from words(point.claimed.shown, across, middle - 14, size=SMALL, strong=True, anchor=0.5)


def _entries(profile: Profile) -> list[KeyEntry]:
    earlier = [
        KeyEntry(words=f"Mean, {series.name}", draw=lambda x, y: iter([square(x + 8, y)]))
        for series in profile.series[1:]
    ]
    return [
        KeyEntry(words="Mean", draw=lambda x, y: iter([dot(x + 8, y)])),
        KeyEntry(words="As evidenced", draw=lambda x, y: iter([diamond(x + 8, y)])),
        KeyEntry(words="Range while unanswered", draw=lambda x, y: iter([bar(x, x + 16, y)])),
        *earlier,
    ]


def _along(level: float, profile: Profile) -> float:
    """Return the x of a level, in points."""
    span = profile.levels - 1 + 2 * _PAD
    return _LABELS + (level - 1 + _PAD) / span * (CONTENT_WIDTH - _LABELS)
