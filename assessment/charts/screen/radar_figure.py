"""The radar for the browser. It is the familiar picture, and is always shown beside the dot plot."""

from collections.abc import Iterator, Sequence
from typing import Final

import plotly.graph_objects as go

from assessment.charts import palette
from assessment.charts.screen.figure_layout import CLEAR, MARKERS, Ink, as_text, folded, ink_on, layout_on, short
from assessment.charts.series import Band, Profile, Series

_DASHES: Final = ("solid", "dash")
_BOLD_WIDTH: Final = 10
"""The most characters in bold that the room beside the rings holds."""


def radar(profile: Profile, *, dark: bool = False) -> go.Figure:
    """Draw a spoke for each theme, clockwise from the top, with the grade bands as rings.

    The key of the rings is left to the page, where it also serves what stands beside the radar. The outline is broken
    where a theme has no mean.
    """
    ink = ink_on(dark=dark)
    angles = [360 * spoke / len(profile.themes) for spoke in range(len(profile.themes))]
    traces = [
        _rings(profile.bands, ink),
        *(
            _outline(series, number, angles, ink, compared=len(profile.series) > 1)
            for number, series in enumerate(profile.series)
        ),
    ]
    layout = layout_on(ink, height=360) | {
        "margin": {"l": 76, "r": 76, "t": 36, "b": 44},
        "polar": {
            "bgcolor": CLEAR,
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "tickvals": angles,
                "ticktext": list(_spoke_words(profile)),
                "tickfont": {"size": 13},
                "ticks": "",
                "gridcolor": ink.muted,
                "showline": False,
            },
            "radialaxis": {
                "range": [1, profile.levels],
                "showticklabels": False,
                "ticks": "",
                "showline": False,
                "showgrid": False,
            },
        },
    }
    layout["legend"] |= {"x": 0.5, "xanchor": "center", "y": -0.2}
    return go.Figure(data=traces, layout=layout)


def _spoke_words(profile: Profile) -> Iterator[str]:
    """Yield each theme and, for a single assessment, its mean; beside the marks it would hide the lines.

    The grades stand in the table beside the radar: in a narrow window there is no room for them.
    """
    for place, theme in enumerate(profile.themes):
        if len(profile.series) > 1:
            yield folded(theme)
        else:
            point = profile.series[0].points[place]
            held = ", held" if point.claimed is not None and point.claimed.is_held else ""
            words = point.gap if point.claimed is None else f"{point.claimed.shown}{held}"
            yield f"{folded(theme)}<br><b>{folded(words, width=_BOLD_WIDTH)}</b>"


def _rings(bands: Sequence[Band], ink: Ink) -> go.Barpolar:
    """Return the rings as one trace, which a browser draws sooner than one for each."""
    return go.Barpolar(
        r=[band.end - band.start for band in bands],
        base=[band.start for band in bands],
        theta=[0] * len(bands),
        width=[360] * len(bands),
        marker={
            "color": [palette.mixed(band.colours.fill, ink.paper, share=0.6) for band in bands],
            "line": {"color": ink.edge, "width": 1},
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _outline(series: Series, number: int, angles: list[float], ink: Ink, *, compared: bool) -> go.Scatterpolar:
    """Return the closed outline of one assessment, broken where a theme has no mean."""
    points, turns = [*series.points, series.points[0]], [*angles, angles[0]]
    colour, name = ink.series[number], short(series.name)
    fills = not compared and all(point.claimed is not None for point in points)
    return go.Scatterpolar(
        r=[None if point.claimed is None else point.claimed.mean for point in points],
        theta=turns,
        mode="lines+markers",
        connectgaps=False,
        name=name,
        line={"color": colour, "width": 2.5, "dash": _DASHES[number]},
        marker={"symbol": MARKERS[number], "size": 10, "color": colour, "line": {"width": 1.5, "color": ink.paper}},
        fill="toself" if fills else "none",
        fillcolor=_translucent(colour),
        hovertext=[
            f"{as_text(point.theme)}<br>{name}: {as_text(point.claimed.words if point.claimed else point.gap)}"
            for point in points
        ],
        hoverinfo="text",
        cliponaxis=False,
        showlegend=compared,
        legendrank=900 + number,
    )


def _translucent(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.12)"
