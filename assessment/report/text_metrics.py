"""Measuring and drawing words on one line."""

from reportlab.pdfgen.canvas import Canvas

from assessment.report import typefaces
from assessment.report.pdf_colours import pdf_colour
from assessment.report.printable_text import runs
from assessment.report.styles import Style


def words_width(words: str, *, size: float, strong: bool = False) -> float:
    """Return the width of the words on one line, in points."""
    return sum(typefaces.width(run.text, font=run.font, size=size) for run in runs(words, strong=strong))


def draw_words(canvas: Canvas, words: str, x: float, y: float, *, style: Style, strong: bool = False) -> None:
    """Draw words on one line, beginning at a point."""
    text = canvas.beginText(x, y)
    text.setFillColor(pdf_colour(style.colour))
    for run in runs(words, strong=strong):
        text.setFont(run.font, style.size)
        text.textOut(run.text)
    canvas.drawText(text)
