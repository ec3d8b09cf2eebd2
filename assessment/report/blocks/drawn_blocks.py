"""Blocks that are drawn: the grade's pill, the figure and the rule."""

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
from assessment.report.tagging.structure_elements import Element, boxed
from assessment.report.text_metrics import draw_words, words_width

_TALLEST: Final = styles.CONTENT_HEIGHT - 60
"""The height of a page, less a caption."""


class Pill(Block):
    """A grade: its colour, its outline, and always its word."""

    element: Element

    def __init__(self, word: str, colours: Colours, *, size: float = styles.PILL_SIZE) -> None:
        super().__init__()
        self.word, self.colours, self.size = word, colours, size
        self.element = Element("P")
        self._measure()

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size of its word, which is set smaller where that would not fit."""
        if self.width > available:
            self.size *= available / self.width
            self._measure()
        return self.width, self.height

    def draw(self) -> None:
        """Draw the pill."""
        canvas = self.canv
        canvas.setFillColor(pdf_colour(self.colours.fill))
        canvas.setStrokeColor(pdf_colour(self.colours.outline))
        canvas.setLineWidth(0.8)
        canvas.roundRect(0, 0, self.width, self.height, self.height * 0.3, fill=1)
        style = Style(size=self.size, leading=self.size, colour=self.colours.text)
        x, y = self.size * 0.65, self.height * 0.5 - self.size * 0.34
        with canvas.tagged(self.element):
            draw_words(canvas, self.word, x, y, style=style, strong=True)

    def _measure(self) -> None:
        self.width = words_width(self.word, size=self.size, strong=True) + self.size * 1.3
        self.height = self.size * 1.75


class Figure(Block):
    """A drawing, with what it shows in words for those who cannot see it."""

    element: Element

    def __init__(self, drawing: Drawing, *, alternative: str) -> None:
        super().__init__()
        self.drawing = drawing
        self.element = Element("Figure", alternative=" ".join(printable(alternative).split()))

    def wrap(self, _available: float, _height: float) -> tuple[float, float]:
        """The drawing's size; one that no page could hold is made smaller."""
        self.scale = min(1.0, _TALLEST / self.drawing.height)
        self.width, self.height = self.drawing.width * self.scale, self.drawing.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        left, bottom = self.canv.absolutePosition(0, 0)
        self.element.attributes = boxed(left, bottom, left + self.width, bottom + self.height)
        with self.canv.tagged(self.element):
            self.canv.scale(self.scale, self.scale)
            renderPDF.draw(self.drawing, self.canv, 0, 0)


class Rule(Block):
    """A thin line across the page."""

    def __init__(self) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 9.0, 8.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """As wide as the page allows."""
        self.width, self.height = available, 0.6
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        self.canv.setStrokeColor(pdf_colour(palette.RULE))
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)
