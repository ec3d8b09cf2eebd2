"""The canvas of the report. It is tagged, dated at the moment of issue, and fills in page numbers at the end.

The number of pages and the page numbers of the sections are drawn as forms: small drawings that pages refer to. They
are filled in last, so that one pass over the text is enough.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any, Final

from assessment.report import styles
from assessment.report.styles import Style
from assessment.report.tagging.tagged_canvas import TaggedCanvas
from assessment.report.text_metrics import draw_words, words_width

_TOTAL: Final = "total"


class ReportCanvas(TaggedCanvas):
    """A canvas that dates its document at the moment of issue and fills in page numbers at the end."""

    issued: datetime

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._sections: dict[str, int] = {}
        self._wanted: set[str] = set()
        self._date()

    def note_page(self, key: str) -> None:
        """Remember that a section begins on this page."""
        self._sections[key] = self.getPageNumber()

    def draw_page_of(self, key: str, x: float, y: float) -> None:
        """Draw the page number of a section so that it ends at a point. The section may come later in the report."""
        self._wanted.add(key)
        self._draw_form(_form(key), x, y)

    def draw_total(self, x: float, y: float) -> None:
        """Draw the number of pages, beginning at a point."""
        self._draw_form(_TOTAL, x, y)

    def save(self) -> None:
        """Fill in the page numbers, and write the document."""
        pages = self.getPageNumber() - 1
        self._define(_TOTAL, str(pages), style=styles.FURNITURE, right=False)
        for key in sorted(self._wanted):
            number = self._sections.get(key)
            self._define(_form(key), "" if number is None else f" {number}", style=styles.CONTENTS, right=True)
        self.write()

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
        """Date the document at the moment of issue, not the current time, so that equal content gives equal bytes."""
        moment = self.issued.astimezone(UTC)
        stamp = self._doc._timeStamp
        stamp.t, stamp.lt, stamp.YMDhms = moment.timestamp(), moment.timetuple(), tuple(moment.timetuple())[:6]
        stamp.dhh, stamp.dmm, stamp.tzname = 0, 0, "UTC"
        self._doc.signature = hashlib.md5(moment.isoformat().encode(), usedforsecurity=False)


def _form(key: str) -> str:
    return f"page-of-{key}"
