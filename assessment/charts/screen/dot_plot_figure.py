"""The dot plot for the browser. It comes before the radar, because it is easier to read."""

from collections.abc import Iterator
from typing import Any, Final

import plotly.graph_objects as go

from assessment.charts import palette
from assessment.charts.screen.figure_layout import MARKERS, Ink, as_text, folded, ink_on, layout_on, short
from assessment.charts.series import Band, Mark, Point, Profile, Series

_STRIP: Final = 36
_PAD: Final = 0.3
"""The room beyond each end of the scale, in levels, so that a mark at the end is not cut."""


def dot_plot(profile: Profile, *, dark: bool = False) -> go.Figure:
    """Draw a row for each theme, the first at the top, with the grade bands as shading.

    A circle is the mean, a diamond the mean as evidenced, and a bar the range. The second assessment has a square.
    """
    ink = ink_on(dark=dark)
    rows, compared = len(profile.themes), len(profile.series) > 1
    row = 118 if compared else 80
    lanes = _lanes(profile)
    traces = [
        trace
        for number, (series, lane) in enumerate(zip(profile.series, lanes, strict=True))
        for trace in _dots(series, lane, number, profile, ink)
    ]
    layout = layout_on(ink, height=rows * row + _STRIP + 140) | {
        "margin": {"l": 4, "r": 4, "t": _STRIP + 4, "b": 60},
        "shapes": [
            *(shape for band in profile.bands for shape in _shading(band, profile, ink)),
            *(_row_line(place, profile, ink) for place in range(1, rows)),
        ],
        "annotations": [
            *_band_words(profile),
            *_theme_words(profile, ink),
            *(
                words
                for series, lane in zip(profile.series, lanes, strict=True)
                for words in _numbers(series, lane, profile, ink)
            ),
        ],
        "xaxis": {
            "range": [1 - _PAD, profile.levels + _PAD],
            "tickvals": list(range(1, profile.levels + 1)),
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "color": ink.muted,
            "title": {"text": "Mean level", "standoff": 4, "font": {"size": 14}},
        },
        "yaxis": {"range": [0.5 - rows, 0.5], "visible": False, "fixedrange": True},
    }
    layout["legend"] |= {"x": 0, "xanchor": "left", "y": -58 / (rows * row)}
    return go.Figure(data=traces, layout=layout)


def _lanes(profile: Profile) -> list[list[float]]:
    """Return the height of every point: one lane for each assessment within a theme's row."""
    shifts = (-0.06,) if len(profile.series) == 1 else (0.1, -0.26)
    return [[shift - place for place in range(len(profile.themes))] for shift in shifts]


def _dots(series: Series, lane: list[float], number: int, profile: Profile, ink: Ink) -> Iterator[go.Scatter]:
    """Yield the range bars, the means as evidenced and the means of one assessment, in the order they are drawn."""
    colour, compared = ink.series[number], len(profile.series) > 1
    in_key = not any(point.has_range for earlier in profile.series[:number] for point in earlier.points)
    yield from _range_bars(series, lane, colour=palette.mixed(colour, ink.paper, share=0.45), in_key=in_key)
    yield _marks(
        [(point, point.evidenced, height) for point, height in zip(series.points, lane, strict=True)],
        "As evidenced",
        # The second assessment's diamonds are explained by the first one's entry in the key.
        showlegend=number == 0,
        marker={"symbol": "diamond-open", "size": 21, "color": colour, "line": {"width": 2}},
    )
    yield _marks(
        [(point, point.claimed, height) for point, height in zip(series.points, lane, strict=True)],
        short(series.name) if compared else "Mean of the answers",
        marker={
            "symbol": MARKERS[number],
            "size": 11,
            "color": colour,
            "line": {"width": 1.5, "color": ink.paper},
        },
    )


def _range_bars(series: Series, lane: list[float], *, colour: str, in_key: bool) -> Iterator[go.Scatter]:
    along: list[float | None] = []
    heights: list[float | None] = []
    for point, height in zip(series.points, lane, strict=True):
        if point.has_range and point.lowest is not None and point.highest is not None:
            along += [point.lowest.mean, point.highest.mean, None]
            heights += [height, height, None]
    if along:
        yield go.Scatter(
            x=along,
            y=heights,
            mode="lines",
            name="Range while questions are unanswered",
            line={"width": 8, "color": colour},
            hoverinfo="skip",
            showlegend=in_key,
        )


def _marks(places: list[tuple[Point, Mark | None, float]], name: str, **drawn: Any) -> go.Scatter:
    marks = [(point, mark, height) for point, mark, height in places if mark is not None]
    return go.Scatter(
        x=[mark.mean for _, mark, _ in marks],
        y=[height for _, _, height in marks],
        mode="markers",
        name=name,
        cliponaxis=False,
        hovertext=[f"{as_text(point.theme)}<br>{name}: {as_text(mark.words)}" for point, mark, _ in marks],
        hoverinfo="text",
        **drawn,
    )


def _shading(band: Band, profile: Profile, ink: Ink) -> Iterator[dict[str, Any]]:
    """Yield a band over all rows, and above it the strip in the grade's own colour for the name of the grade."""
    start, end = _reach(band, profile)
    across = {"type": "rect", "x0": start, "x1": end}
    yield across | {
        "layer": "below",
        "y0": 0.5 - len(profile.themes),
        "y1": 0.5,
        "line": {"width": 0},
        "fillcolor": palette.mixed(band.colours.fill, ink.paper, share=0.78),
    }
    yield across | {
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": 1,
        "y0": 0,
        "y1": _STRIP,
        "line": {"width": 1, "color": ink.edge},
        "fillcolor": band.colours.fill,
    }


def _row_line(place: int, profile: Profile, ink: Ink) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": 1 - _PAD,
        "x1": profile.levels + _PAD,
        "y0": 0.5 - place,
        "y1": 0.5 - place,
        "line": {"width": 1.5, "color": ink.edge},
    }


def _reach(band: Band, profile: Profile) -> tuple[float, float]:
    return (
        band.start - _PAD if band is profile.bands[0] else band.start,
        band.end + _PAD if band is profile.bands[-1] else band.end,
    )


def _band_words(profile: Profile) -> Iterator[dict[str, Any]]:
    for band in profile.bands:
        yield _words(
            folded(band.title),
            x=sum(_reach(band, profile)) / 2,
            y=0.5,
            yshift=_STRIP / 2,
            font={"size": 11, "color": band.colours.text},
        )


def _theme_words(profile: Profile, ink: Ink) -> Iterator[dict[str, Any]]:
    for place, theme in enumerate(profile.themes):
        yield _words(
            f"<b>{as_text(theme)}</b>",
            xref="paper",
            x=0,
            xanchor="left",
            xshift=6,
            y=0.5 - place,
            yshift=-13,
            font={"size": 15, "color": ink.text},
        )


def _numbers(series: Series, lane: list[float], profile: Profile, ink: Ink) -> Iterator[dict[str, Any]]:
    """Yield the mean under each mark, or the reason if there is no mean."""
    for point, height in zip(series.points, lane, strict=True):
        if point.claimed is not None:
            yield _words(f"<b>{point.claimed.shown}</b>", x=point.claimed.mean, y=height, yshift=-19)
        else:
            whose = "" if len(profile.series) == 1 else f"{short(series.name)}: "
            yield _words(whose + as_text(point.gap).lower(), x=(1 + profile.levels) / 2, y=height)


def _words(text: str, **place: Any) -> dict[str, Any]:
    return {"text": text, "showarrow": False} | place
