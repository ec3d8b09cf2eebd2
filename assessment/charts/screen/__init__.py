"""The charts for the browser: Plotly figures of a profile, readable from 390 pixels wide, on white and on dark paper.

Draw them with the browser's own chart theme off, or it overrides the grades' colours::

    st.plotly_chart(dot_plot(profile, dark=dark), theme=None, config=CONFIG)
"""

from collections.abc import Mapping
from typing import Any, Final

from assessment.charts.screen.dot_plot_figure import dot_plot
from assessment.charts.screen.radar_figure import radar

__all__ = ["CONFIG", "dot_plot", "radar"]

CONFIG: Final[Mapping[str, Any]] = {"displayModeBar": False, "responsive": True}
"""What the browser is told beside the figure: no row of tools over it."""
