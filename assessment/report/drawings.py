"""The dot plot and the radar as vectors for print, drawn from the same profile as the screen's."""

from collections.abc import Iterator
from math import cos, pi, sin
from typing import Final

from reportlab.graphics.shapes import Drawing, Polygon, PolyLine, Shape

from assessment.charts import palette
from assessment.charts.palette import mixed
from assessment.charts.series import Band, Point, Profile
from assessment.report import vectors
from assessment.report.paint import paint
from assessment.report.styles import CONTENT_WIDTH
from assessment.report.vectors import MIDDLE, SMALL, add, bar, box, diamond, disc, dot, line, stacked, words
from assessment.report.words import words_width

_PAD: Final = 0.3
"""How far the dot plot's paper reaches beyond the scale, in levels: room for a mark at its end."""
_LABELS: Final = 120.0
_ROW: Final = 35.0
_STRIP: Final = 27.0
_FOOT: Final = 44.0
_RADIUS: Final = 82.0
_RADAR_HEIGHT: Final = 258.0

_Place = tuple[float, float]


def dot_plot(profile: Profile) -> Drawing:
    """Themes as rows, first at the top; circle the mean, diamond as evidenced, bar the range, on the grade bands."""
    top = _FOOT + len(profile.themes) * _ROW
    plot = vectors.drawing(CONTENT_WIDTH, top + _STRIP)
    for band in profile.bands:
        add(plot, _band(band, profile, top))
    for place, point in enumerate(profile.series[0].points):
        middle = top - _ROW * (place + 0.5)
        add(plot, [line(0, middle - _ROW / 2, CONTENT_WIDTH, middle - _ROW / 2)])
        add(plot, stacked(point.theme, 0, middle, width=_LABELS - 12, size=MIDDLE, strong=True))
        add(plot, _point(point, profile, middle))
    for level in range(1, profile.levels + 1):
        add(plot, words(str(level), _along(level, profile), _FOOT - 13, colour=palette.MUTED, anchor=0.5))
    add(plot, words("Mean level", 0, _FOOT - 13, colour=palette.MUTED))
    add(plot, _marks_key(y=8))
    return plot


def radar(profile: Profile) -> Drawing:
    """Themes as spokes, first at the top and on clockwise, on grade bands as rings; a theme without a mean is a gap."""
    plot = vectors.drawing(CONTENT_WIDTH, _RADAR_HEIGHT)
    points = profile.series[0].points
    turns = [2 * pi * spoke / len(points) for spoke in range(len(points))]
    for band in reversed(profile.bands):
        add(plot, [disc(*_centre(), _reach(band.end, profile), fill=_ring_fill(band), edge=palette.WHITE)])
    add(plot, [line(*_centre(), *_at(turn, _RADIUS), colour=palette.OUTLINE, thick=0.4) for turn in turns])
    add(plot, _outline(profile, turns))
    for turn, point in zip(turns, points, strict=True):
        add(plot, _spoke_words(point, turn))
    add(plot, _rings_key(profile))
    return plot


def _band(band: Band, profile: Profile, top: float) -> Iterator[Shape]:
    """A band behind all rows, and above it the strip in the grade's own colour that holds its word."""
    left = _along(band.start - (_PAD if band is profile.bands[0] else 0), profile)
    right = _along(band.end + (_PAD if band is profile.bands[-1] else 0), profile)
    yield box(left, _FOOT, right, top, fill=mixed(band.colours.fill, palette.WHITE, share=0.75))
    yield box(left, top, right, top + _STRIP, fill=band.colours.fill, edge=palette.WHITE)
    yield from stacked(
        band.title,
        (left + right) / 2,
        top + _STRIP / 2,
        width=right - left - 2,
        colour=band.colours.text,
        anchor=0.5,
    )


def _point(point: Point, profile: Profile, middle: float) -> Iterator[Shape]:
    if point.claimed is None:
        yield from words(point.gap, _along((1 + profile.levels) / 2, profile), middle - 3, size=MIDDLE, anchor=0.5)
        return
    height = middle + 6
    if point.has_range and point.lowest is not None and point.highest is not None:
        yield bar(_along(point.lowest.mean, profile), _along(point.highest.mean, profile), height)
    if point.evidenced is not None:
        yield diamond(_along(point.evidenced.mean, profile), height)
    across = _along(point.claimed.mean, profile)
    yield dot(across, height)
    yield from words(point.claimed.shown, across, middle - 14, size=MIDDLE, strong=True, anchor=0.5)


def _marks_key(*, y: float) -> Iterator[Shape]:
    x = 0.0
    for name in ("Mean of the answers", "As evidenced", "Range while questions are unanswered"):
        middle = y + SMALL * 0.34
        if name == "Mean of the answers":
            yield dot(x + 8, middle)
        elif name == "As evidenced":
            yield diamond(x + 8, middle)
        else:
            yield bar(x, x + 16, middle)
        yield from words(name, x + 22, y)
        x += 22 + words_width(name, size=SMALL) + 24


def _along(level: float, profile: Profile) -> float:
    """Where a level stands across the dot plot."""
    span = profile.levels - 1 + 2 * _PAD
    return _LABELS + (level - 1 + _PAD) / span * (CONTENT_WIDTH - _LABELS)


def _outline(profile: Profile, turns: list[float]) -> Iterator[Shape]:
    """The closed outline over the themes that have a mean, broken where one has none, and a dot on each."""
    points = profile.series[0].points
    places = [
        None if point.claimed is None else _at(turn, _reach(point.claimed.mean, profile))
        for turn, point in zip(turns, points, strict=True)
    ]
    known = [place for place in places if place is not None]
    if len(known) == len(places) >= 3:
        corners = [number for place in known for number in place]
        fill = paint(palette.INK).clone(alpha=0.1)
        yield Polygon(corners, fillColor=fill, strokeColor=paint(palette.INK), strokeWidth=1.8)
    else:
        for start, end in zip(places, [*places[1:], places[0]], strict=True):
            if start is not None and end is not None:
                yield PolyLine([*start, *end], strokeColor=paint(palette.INK), strokeWidth=1.8)
    for place in known:
        yield dot(*place)


def _spoke_words(point: Point, turn: float) -> Iterator[Shape]:
    """A theme at the end of its spoke, with its mean and grade, which beside the mark would lie on the lines."""
    x, y = _at(turn, _RADIUS + 10)
    side = sin(turn)
    anchor = 0.5 if abs(side) < 0.3 else (0.0 if side > 0 else 1.0)
    lift = 14 * cos(turn)
    below = point.claimed.words if point.claimed is not None else point.gap
    yield from words(point.theme, x, y + lift + 3, size=MIDDLE, anchor=anchor)
    yield from words(below, x, y + lift - 10, size=MIDDLE, strong=True, anchor=anchor)


def _rings_key(profile: Profile) -> Iterator[Shape]:
    """The rings' words, from the centre outwards, at the foot of the drawing."""
    names = [band.title for band in profile.bands]
    wide = sum(words_width(name, size=SMALL) for name in names) + 28 * len(names)
    x = (CONTENT_WIDTH - wide) / 2
    for band, name in zip(profile.bands, names, strict=True):
        yield box(x, 3, x + 10, 13, fill=_ring_fill(band), edge=palette.OUTLINE)
        yield from words(name, x + 14, 5)
        x += words_width(name, size=SMALL) + 28


def _ring_fill(band: Band) -> str:
    return mixed(band.colours.fill, palette.WHITE, share=0.55)


def _centre() -> _Place:
    return CONTENT_WIDTH / 2, _RADAR_HEIGHT / 2 + 9


def _reach(level: float, profile: Profile) -> float:
    """How far from the centre a level lies: the lowest level is the centre itself."""
    return (level - 1) / (profile.levels - 1) * _RADIUS if profile.levels > 1 else _RADIUS


def _at(turn: float, distance: float) -> _Place:
    x, y = _centre()
    return x + distance * sin(turn), y + distance * cos(turn)
