"""A chart with a text alternative. A table of the same numbers is always on the same page."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from assessment.charts import screen
from assessment.charts.series import Profile, describe
from pages.components.layout.escaping import in_html


def show(figure: go.Figure, profile: Profile, *, title: str, key: str) -> None:
    """Draw the chart under its title, with every value in words for people who cannot see it."""
    st.markdown(f"**{title}**")
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=describe(profile, chart=title),
        config=dict(screen.CONFIG),
    )


def key(profile: Profile, marks: Sequence[str] = ()) -> None:
    """Draw the key of the bands, which are the grades, after that of the marks, which are HTML."""
    bands = (f'<i class="swatch" style="{band.colours.css}"></i>{in_html(band.title)}' for band in profile.bands)
    st.html(f'<ul class="key">{"".join(f"<li>{each}</li>" for each in (*marks, *bands))}</ul>')


def is_dark() -> bool:
    """Return True where the browser shows the dark theme."""
    return st.context.theme.type == "dark"
