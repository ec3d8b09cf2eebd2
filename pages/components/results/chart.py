"""A chart with a text alternative. A table of the same numbers is always on the same page."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from assessment.charts import screen
from assessment.charts.series import Profile, describe
from pages.components.layout.escaping import in_html


def show(figure: go.Figure, profile: Profile, *, title: str, key: str) -> None:
    """Draw the chart under its title, with every value in words for people who cannot see it."""
    st.html(f'<p class="chart-title">{in_html(title)}</p>')
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=describe(profile, chart=title),
        config=dict(screen.CONFIG),
    )


def key(profile: Profile, marks: Sequence[str] = ()) -> str:
    """Return the key of the bands, which are the grades, after that of the marks, which are HTML, as HTML."""
    bands = (f'<i class="swatch" style="{band.colours.css}"></i>{in_html(band.title)}' for band in profile.bands)
    return f'<ul class="key">{"".join(f"<li>{each}</li>" for each in (*marks, *bands))}</ul>'


def is_dark() -> bool:
    """Return True where the browser shows the dark theme."""
    return st.context.theme.type == "dark"
