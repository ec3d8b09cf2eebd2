"""What stands on every page: the classification, the page number, the title, and DRAFT behind it while it is one.

The number of pages and the pages of the sections are known only at the end. They are drawn as forms, small drawings
that every page names and that are filled in last, so that one pass over the text is enough.
"""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from assessment.charts import palette
from assessment.report import styles
from assessment.report.blocks.words import draw_words, words_width
from assessment.report.content import Report
from assessment.report.paint import paint
from assessment.report.styles import Style

_TOTAL: Final = "total"
_SMALL: Final = Style(size=styles.FURNITURE_SIZE, leading=12, colour=palette.MUTED)
_CLASSIFICATION: Final = Style(size=styles.CLASSIFICATION_SIZE, leading=14)
_WATERMARK: Final = Style(size=150, leading=150, colour="#eef1f5")


class ReportCanvas(Canvas):  # type: ignore[misc]
    """A canvas that dates its document at the moment of issue and fills in page numbers at the end."""

    issued: datetime

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings, pdfVersion=(1, 7))
        self._sections: dict[str, int] = {}
        self._wanted: set[str] = set()
        self._date()

    def note_page(self, key: str) -> None:
        """Remember that a section begins on this page."""
        self._sections[key] = self.getPageNumber()

    def draw_page_of(self, key: str, x: float, y: float) -> None:
        """Draw, ending at a point, the number of the page on which a section begins, before or after that is known."""
        self._wanted.add(key)
        self._draw_form(_form(key), x, y)

    def draw_total(self, x: float, y: float) -> None:
        """Draw, from a point, how many pages there are."""
        self._draw_form(_TOTAL, x, y)

    def save(self) -> None:
        """Fill in what was not known before, and write the document."""
        pages = self.getPageNumber() - 1
        self._define(_TOTAL, str(pages), style=_SMALL, right=False)
        for key in sorted(self._wanted):
            number = self._sections.get(key)
            self._define(_form(key), "" if number is None else str(number), style=_CONTENTS, right=True)
        super().save()

    def _draw_form(self, name: str, x: float, y: float) -> None:
        self.saveState()
        self.translate(x, y)
        self.doForm(name)
        self.restoreState()

    def _define(self, name: str, words: str, *, style: Style, right: bool) -> None:
        wide = words_width(words, size=style.size)
        self.beginForm(name, -80, -10, 80, 20)
        draw_words(self, words, -wide if right else 0, 0, style=style)
        self.endForm()

    def _date(self) -> None:
        """Give the document the moment of issue, where the library would take the clock's: same content, same bytes."""
        moment = self.issued.astimezone(UTC)
        stamp = self._doc._timeStamp
        stamp.t, stamp.lt, stamp.YMDhms = moment.timestamp(), moment.timetuple(), tuple(moment.timetuple())[:6]
        stamp.dhh, stamp.dmm, stamp.tzname = 0, 0, "UTC"
        self._doc.signature = hashlib.md5(moment.isoformat().encode(), usedforsecurity=False)


_CONTENTS: Final = Style(size=styles.CONTENTS.size, leading=styles.CONTENTS.leading)


def draw_furniture(canvas: ReportCanvas, report: Report) -> None:
    """Draw what stands on every page, behind its content."""
    canvas.saveState()
    if report.is_draft:
        _draw_watermark(canvas)
    _draw_centred(canvas, report.classification, styles.PAGE_HEIGHT - 13 * styles.MILLIMETRE)
    foot = 15 * styles.MILLIMETRE
    canvas.setStrokeColor(paint(palette.RULE))
    canvas.setLineWidth(0.6)
    canvas.line(styles.SIDE, foot + 13, styles.PAGE_WIDTH - styles.SIDE, foot + 13)
    number = f"Page {canvas.getPageNumber()} of "
    draw_words(canvas, number, styles.SIDE, foot, style=_SMALL)
    canvas.draw_total(styles.SIDE + words_width(number, size=_SMALL.size), foot)
    title = _shortened(f"{report.collaboration}: {report.title}", styles.CONTENT_WIDTH - 90)
    wide = words_width(title, size=_SMALL.size)
    draw_words(canvas, title, styles.PAGE_WIDTH - styles.SIDE - wide, foot, style=_SMALL)
    _draw_centred(canvas, report.classification, 9 * styles.MILLIMETRE)
    canvas.restoreState()


def _draw_watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(styles.PAGE_WIDTH / 2, styles.PAGE_HEIGHT / 2)
    canvas.rotate(52)
    wide = words_width("DRAFT", size=_WATERMARK.size, strong=True)
    draw_words(canvas, "DRAFT", -wide / 2, -50, style=_WATERMARK, strong=True)
    canvas.restoreState()


def _draw_centred(canvas: Canvas, words: str, y: float) -> None:
    wide = words_width(words, size=_CLASSIFICATION.size, strong=True)
    draw_words(canvas, words, (styles.PAGE_WIDTH - wide) / 2, y, style=_CLASSIFICATION, strong=True)


@lru_cache(maxsize=16)
def _shortened(words: str, room: float) -> str:
    """The words, cut at the end where they are too long for one line."""
    if words_width(words, size=_SMALL.size) <= room:
        return words
    while words and words_width(words + "…", size=_SMALL.size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def _form(key: str) -> str:
    return f"page-of-{key}"
