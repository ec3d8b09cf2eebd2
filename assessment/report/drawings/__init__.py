"""The charts as vector drawings for the PDF and the web page, from the same profile as the charts on the screen.

The room that words need is measured before anything is placed, so that no two texts touch and none leaves the drawing,
however many themes there are and however long their titles.
"""

from typing import assert_never

from reportlab.graphics.shapes import Drawing

from assessment.report.drawings.dot_plot_drawing import dot_plot
from assessment.report.drawings.radar_drawing import radar
from assessment.report.parts import ChartKind, FigurePart

__all__ = ["chart_of", "dot_plot", "radar"]


def chart_of(figure: FigurePart) -> Drawing:
    """Draw the chart of a figure."""
    match figure.chart:
        case ChartKind.DOT_PLOT:
            return dot_plot(figure.profile)
        case ChartKind.RADAR:
            return radar(figure.profile)
        case _:
            assert_never(figure.chart)
