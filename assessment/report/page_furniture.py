"""The furniture of every page: the classification, the page number, the title, and the watermark, if it has one."""

from functools import lru_cache
from typing import Final

from assessment.charts import palette
from assessment.report import styles
from assessment.report.parts import Document
from assessment.report.pdf_colours import pdf_colour
from assessment.report.report_canvas import ReportCanvas
from assessment.report.styles import Style
from assessment.report.text_metrics import draw_words, words_width

_WATERMARK: Final = Style(size=150, leading=150, colour=palette.mixed(palette.WASH, palette.WHITE, share=0.35))


def draw_furniture(canvas: ReportCanvas, document: Document) -> None:
    """Draw the header, the footer and the watermark of a page, behind its content."""
    canvas.saveState()
    if document.watermark:
        with canvas.furniture("Watermark"):
            _draw_watermark(canvas, document.watermark)
    with canvas.furniture("Header"):
        _draw_centred(canvas, document.marking, styles.PAGE_HEIGHT - 13 * styles.MILLIMETRE)
    with canvas.furniture("Footer"):
        _draw_footer(canvas, document)
    canvas.restoreState()


def _draw_footer(canvas: ReportCanvas, document: Document) -> None:
    foot = 15 * styles.MILLIMETRE
    canvas.setStrokeColor(pdf_colour(palette.RULE))
    canvas.setLineWidth(0.6)
    canvas.line(styles.SIDE, foot + 13, styles.PAGE_WIDTH - styles.SIDE, foot + 13)
    number = f"Page {canvas.getPageNumber()} of "
    draw_words(canvas, number, styles.SIDE, foot, style=styles.FURNITURE)
    canvas.draw_total(styles.SIDE + words_width(number, size=styles.FURNITURE.size), foot)
    title = _shortened(document.title, styles.CONTENT_WIDTH - 90)
    wide = words_width(title, size=styles.FURNITURE.size)
    draw_words(canvas, title, styles.PAGE_WIDTH - styles.SIDE - wide, foot, style=styles.FURNITURE)
    _draw_centred(canvas, document.marking, 9 * styles.MILLIMETRE)


def _draw_watermark(canvas: ReportCanvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(styles.PAGE_WIDTH / 2, styles.PAGE_HEIGHT / 2)
    canvas.rotate(52)
    wide = words_width(word, size=_WATERMARK.size, strong=True)
    draw_words(canvas, word, -wide / 2, -50, style=_WATERMARK, strong=True)
    canvas.restoreState()


def _draw_centred(canvas: ReportCanvas, words: str, y: float) -> None:
    wide = words_width(words, size=styles.CLASSIFICATION.size, strong=True)
    draw_words(canvas, words, (styles.PAGE_WIDTH - wide) / 2, y, style=styles.CLASSIFICATION, strong=True)


@lru_cache(maxsize=16)
def _shortened(words: str, room: float) -> str:
    """Cut the words at the end if they are too long for one line."""
    if words_width(words, size=styles.FURNITURE.size) <= room:
        return words
    while words and words_width(words + "…", size=styles.FURNITURE.size) > room:
        words = words[:-1]
    return words.rstrip() + "…"
