"""The charts as vectors for print and for the page, drawn from the same profile as the screen's.

Nothing is left to luck: how much room words need is measured before anything is placed, so that no two texts touch and
none leaves the drawing, however many themes there are and however long their titles.
"""

from assessment.report.drawings.dot_plot_drawing import dot_plot
from assessment.report.drawings.radar_drawing import radar

__all__ = ["dot_plot", "radar"]
