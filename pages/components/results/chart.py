"""A chart with a text alternative. A table of the same numbers is always on the same page."""

import plotly.graph_objects as go
import streamlit as st

from assessment.charts import screen
from assessment.charts.series import Profile, describe


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


def is_dark() -> bool:
    """Return True where the browser shows the dark theme."""
    return st.context.theme.type == "dark"
