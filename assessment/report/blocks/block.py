"""What every block has."""

from reportlab.platypus import Flowable

from assessment.report.report_canvas import ReportCanvas
from assessment.report.tagging.structure_elements import Element


class Block(Flowable):  # type: ignore[misc]
    """Something that stands on the page, one below the other."""

    canv: ReportCanvas
    element: Element | None = None
    """What it is in the structure; none for a decoration, which nobody reads aloud."""
    spaceBefore = 0.0  # noqa: N815 (the library's name)
    spaceAfter = 0.0  # noqa: N815
