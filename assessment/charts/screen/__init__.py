"""The charts for the browser: Plotly figures of a profile, readable from 390 pixels wide, on white and on dark paper.

Draw them with Streamlit's own chart theme off, which would override the grades' colours::

    st.plotly_chart(dot_plot(profile, dark=dark), theme=None, config=CONFIG)
"""

from collections.abc import Mapping
from typing import Any, Final

from assessment.charts.screen.dot_plot_figure import dot_plot
from assessment.charts.screen.radar_figure import radar

__all__ = ["CONFIG", "dot_plot", "radar"]

CONFIG: Final[Mapping[str, Any]] = {"displayModeBar": False, "responsive": True}
"""The options that go to the browser with every figure: no toolbar over it."""
