"""The base class of every block."""

from reportlab.platypus import Flowable

from assessment.report.report_canvas import ReportCanvas
from assessment.report.tagging.structure_elements import Element


class Block(Flowable):  # type: ignore[misc]
    """A piece of content on the page. Blocks stand one below the other."""

    canv: ReportCanvas
    element: Element | None = None
    """The element of the structure that the block draws; None for a decoration, which is not read aloud."""
    spaceBefore = 0.0  # noqa: N815 (the library's name)
    spaceAfter = 0.0  # noqa: N815
