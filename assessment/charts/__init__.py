"""The pictures: what is plotted (``series``), in which colours (``palette``), and how a browser shows it (``screen``).

Screen and print draw from the same series, so that they cannot disagree; print draws it in ``report.drawings``.
"""
