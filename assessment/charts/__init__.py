"""The charts: the values to plot (``series``), the colours (``palette``), and the browser's figures (``screen``).

Screen and print draw the same series, so that they cannot disagree. The drawings for print are in ``report.drawings``.
"""
