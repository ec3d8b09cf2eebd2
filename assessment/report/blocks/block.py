"""What every block has."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable


class Block(Flowable):  # type: ignore[misc]
    """Something that stands on the page, one below the other."""

    canv: Canvas
    spaceBefore = 0.0  # noqa: N815 (the library's name)
    spaceAfter = 0.0  # noqa: N815
