"""Blocks that are drawn: the badge of a grade, the figure and the horizontal rule."""

from typing import Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from assessment.charts import palette
from assessment.charts.palette import Colours
from assessment.report import styles
from assessment.report.blocks.block import Block
from assessment.report.pdf_colours import pdf_colour
from assessment.report.printable_text import printable
from assessment.report.styles import Style
from assessment.report.tagging.structure_elements import Element, bounding_box
from assessment.report.text_metrics import draw_words, words_width

_TALLEST: Final = styles.CONTENT_HEIGHT - 60
"""The height of a page less that of a caption, in points."""


class Badge(Block):
    """A grade as its word on its colour, with an outline, dashed where there is none. Screens show the same."""

    element: Element

    def __init__(self, word: str, colours: Colours, *, size: float = styles.BADGE_SIZE) -> None:
        super().__init__()
        self.word, self.colours, self.size = word, colours, size
        self.has_grade = colours != palette.NO_GRADE
        self.element = Element("P")
        self._measure()

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size of the badge. A word that is too wide is set smaller."""
        if self.width > available:
            self.size *= available / self.width
            self._measure()
        return self.width, self.height

    def draw(self) -> None:
        """Draw the badge."""
        canvas = self.canv
        canvas.setFillColor(pdf_colour(self.colours.fill))
        canvas.setStrokeColor(pdf_colour(self.colours.outline))
        canvas.setLineWidth(0.75)
        if not self.has_grade:
            canvas.setDash(2.25, 1.5)
        canvas.roundRect(0, 0, self.width, self.height, styles.CORNER, fill=1)
        canvas.setDash()
        style = Style(size=self.size, leading=self.size, colour=self.colours.text)
        x, y = self.size * 0.5, self.height * 0.5 - self.size * 0.34
        with canvas.tagged(self.element):
            draw_words(canvas, self.word, x, y, style=style, strong=self.has_grade)

    def _measure(self) -> None:
        self.width = words_width(self.word, size=self.size, strong=self.has_grade) + self.size
        self.height = self.size * 1.625


class Figure(Block):
    """A drawing, with a text alternative for people who cannot see it."""

    element: Element

    def __init__(self, drawing: Drawing, *, alternative: str) -> None:
        super().__init__()
        self.drawing = drawing
        self.element = Element("Figure", alternative=" ".join(printable(alternative).split()))

    def wrap(self, _available: float, _height: float) -> tuple[float, float]:
        """Return the size of the drawing. A drawing too tall for a page is made smaller."""
        self.scale = min(1.0, _TALLEST / self.drawing.height)
        self.width, self.height = self.drawing.width * self.scale, self.drawing.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the drawing, and note its box in the structure."""
        left, bottom = self.canv.absolutePosition(0, 0)
        self.element.attributes = bounding_box(left, bottom, left + self.width, bottom + self.height)
        with self.canv.tagged(self.element):
            self.canv.scale(self.scale, self.scale)
            renderPDF.draw(self.drawing, self.canv, 0, 0)


class HorizontalRule(Block):
    """A thin line across the page."""

    def __init__(self) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 5.0, 5.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size of the line, which is as wide as the page allows."""
        self.width, self.height = available, 0.6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(pdf_colour(palette.RULE))
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)
