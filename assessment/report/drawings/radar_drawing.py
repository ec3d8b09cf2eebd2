"""The radar chart: the familiar picture, always shown together with the dot plot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from reportlab.graphics.shapes import Drawing, Polygon, PolyLine, Shape

from assessment.charts import palette
from assessment.charts.palette import mixed
from assessment.charts.series import Band, Point, Profile, Series
from assessment.report import drawing_marks
from assessment.report.drawing_marks import SMALL, FittedText, add, box, disc, dot, fitted, line, square
from assessment.report.drawings.chart_key import KeyEntry, chart_key, chart_key_height
from assessment.report.pdf_colours import pdf_colour
from assessment.report.styles import CONTENT_WIDTH

_RADIUS: Final = 68.0
_GAP: Final = 14.0
_SIDE: Final = CONTENT_WIDTH / 2 - _RADIUS - 2 * _GAP
_UPRIGHT: Final = 0.2
"""The sine of a spoke's angle below which it counts as upright, with its words above or below the rim."""

_Point = tuple[float, float]


def radar(profile: Profile) -> Drawing:
    """Draw the themes as spokes, clockwise from the top, with the grade bands as rings.

    A theme without a mean is a gap. The scale runs from the lowest level at the centre to the highest at the rim,
    whatever the range of the data. A second series is an earlier round: a dashed outline with open squares.
    """
    count = len(profile.themes)
    turns = [2 * pi * spoke / count for spoke in range(count)]
    labels = _labels(turns, profile)
    above = max(label.words.height for label in labels if label.is_upright and cos(label.turn) > 0) + _GAP
    below = max((label.words.height for label in labels if label.is_upright and cos(label.turn) < 0), default=0) + _GAP
    entries = _entries(profile)
    middle = chart_key_height(entries) + below + _RADIUS + 6
    plot = drawing_marks.drawing(CONTENT_WIDTH, middle + _RADIUS + above)
    dial = _Dial(CONTENT_WIDTH / 2, middle, profile.levels)
    for band in reversed(profile.bands):
        add(plot, [disc(dial.x, dial.y, dial.reach(band.end), fill=_ring_fill(band), edge=palette.WHITE)])
    rims = [dial.at(turn, _RADIUS) for turn in turns]
    add(plot, [line(dial.x, dial.y, *rim, colour=palette.OUTLINE, thick=0.4) for rim in rims])
    for series in reversed(profile.series):
        add(plot, _outline(series, dial, turns, is_now=series is profile.series[0]))
    for label, bottom in zip(labels, _heights(labels, dial), strict=True):
        add(plot, _placed(label, bottom, dial))
    add(plot, chart_key(entries))
    return plot


@dataclass(frozen=True, slots=True)
class _Dial:
    """The centre of the chart, and the positions of levels around it."""

    x: float
    y: float
    levels: int

    def reach(self, level: float) -> float:
        """Return the distance of a level from the centre. The lowest level is the centre itself."""
        return (level - 1) / (self.levels - 1) * _RADIUS if self.levels > 1 else _RADIUS

    def at(self, turn: float, distance: float) -> _Point:
        return self.x + distance * sin(turn), self.y + distance * cos(turn)


@dataclass(frozen=True, slots=True)
class _Label:
    """The words at the end of a spoke."""

    turn: float
    words: FittedText

    @property
    def is_upright(self) -> bool:
        return abs(sin(self.turn)) < _UPRIGHT


def _labels(turns: Sequence[float], profile: Profile) -> list[_Label]:
    """Return the labels of all spokes, in the size that fits the label with the least room."""
    size = min(_label(place, turn, profile, size=SMALL).words.size for place, turn in enumerate(turns))
    return [_label(place, turn, profile, size=size) for place, turn in enumerate(turns)]


def _label(place: int, turn: float, profile: Profile, *, size: float) -> _Label:
    """Return the label of a theme: its title, its mean and grade, and those of the earlier series.

    The mean stands here because beside its mark it would lie on the lines.
    """
    now, *before = [_mean_and_grade(series.points[place]) for series in profile.series]
    texts = [(profile.themes[place], False), (now, True), *((f"before: {earlier}", False) for earlier in before)]
    beside = sum(_is_beside(2 * pi * spoke / len(profile.themes), turn) for spoke in range(len(profile.themes)))
    upright = abs(sin(turn)) < _UPRIGHT
    room = 70.0 if upright else (2 * _RADIUS + 2 * _GAP) / beside - 4
    return _Label(turn, fitted(texts, width=CONTENT_WIDTH if upright else _SIDE, height=room, size=size))


def _is_beside(one: float, other: float) -> bool:
    """Return True if the words of two spokes stand in the same column."""
    return abs(sin(one)) >= _UPRIGHT and sin(one) * sin(other) > 0


def _mean_and_grade(point: Point) -> str:
    return point.gap if point.claimed is None else point.claimed.words


def _heights(labels: Sequence[_Label], dial: _Dial) -> list[float]:
    """Return the y of each label's foot, as near to its spoke as the other labels in its column allow."""
    feet = [dial.at(label.turn, _RADIUS)[1] - label.words.height / 2 for label in labels]
    for number, label in enumerate(labels):
        if label.is_upright:
            feet[number] = dial.y + _RADIUS + 8 if cos(label.turn) > 0 else dial.y - _RADIUS - 8 - label.words.height
    for side in (1, -1):
        column = [n for n, label in enumerate(labels) if not label.is_upright and sin(label.turn) * side > 0]
        _push_apart(sorted(column, key=lambda n: feet[n]), labels, feet, lowest=dial.y - _RADIUS - _GAP)
    return feet


def _push_apart(column: Sequence[int], labels: Sequence[_Label], feet: list[float], *, lowest: float) -> None:
    """Move the labels of a column apart: first upwards from the lowest, then downwards from the top of the chart."""
    ends = lowest
    for number in column:
        feet[number] = max(feet[number], ends)
        ends = feet[number] + labels[number].words.height + 4
    ends = lowest + 2 * (_RADIUS + _GAP)
    for number in reversed(column):
        feet[number] = min(feet[number], ends - labels[number].words.height)
        ends = feet[number] - 4


def _placed(label: _Label, bottom: float, dial: _Dial) -> Iterator[Shape]:
    middle = bottom + label.words.height / 2
    if label.is_upright:
        yield from label.words.around(dial.x, middle, anchor=0.5)
        return
    side = 1 if sin(label.turn) > 0 else -1
    x, y = dial.at(label.turn, _RADIUS)
    edge = dial.x + side * (_RADIUS + _GAP)
    yield line(x, y, edge, middle, colour=palette.OUTLINE, thick=0.4)
    yield from label.words.around(edge + side * 4, middle, anchor=0.0 if side > 0 else 1.0)


def _outline(series: Series, dial: _Dial, turns: Sequence[float], *, is_now: bool) -> Iterator[Shape]:
    """Yield the outline over the means, with a mark on each. It is broken at a theme without a mean."""
    colour = pdf_colour(palette.SERIES[0 if is_now else 1])
    pen = {"strokeColor": colour, "strokeWidth": 1.8 if is_now else 1.2, "strokeDashArray": None if is_now else [4, 3]}
    places = [
        None if point.claimed is None else dial.at(turn, dial.reach(point.claimed.mean))
        for turn, point in zip(turns, series.points, strict=True)
    ]
    known = [place for place in places if place is not None]
    if len(known) == len(places) >= 3:
        yield Polygon([number for place in known for number in place], fillColor=None, **pen)
    else:
        for start, end in zip(places, [*places[1:], places[0]], strict=True):
            if start is not None and end is not None:
                yield PolyLine([*start, *end], **pen)
    for place in known:
        yield dot(*place) if is_now else square(*place)


def _entries(profile: Profile) -> list[KeyEntry]:
    """Return the rings from the centre outwards, and the outlines if there are two."""
    outlines = [
        KeyEntry(words="Now", draw=lambda x, y: iter([dot(x + 8, y)])),
        *(KeyEntry(words=series.name, draw=lambda x, y: iter([square(x + 8, y)])) for series in profile.series[1:]),
    ]
    return [*(_ring_entry(band) for band in profile.bands), *(outlines if len(profile.series) > 1 else [])]


def _ring_entry(band: Band) -> KeyEntry:
    def patch(x: float, y: float) -> Iterator[Shape]:
        yield box(x + 4, y - 5, x + 14, y + 5, fill=_ring_fill(band), edge=palette.OUTLINE)

    return KeyEntry(words=band.title, draw=patch)


def _ring_fill(band: Band) -> str:
    return mixed(band.colours.fill, palette.WHITE, share=0.55)
