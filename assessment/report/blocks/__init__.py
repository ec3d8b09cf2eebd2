"""Everything that can stand on a page of the report, in one place: what marks up a page's structure belongs here.

A text handed to a block is drawn as it is; there is no markup in it (see ``text``). Pages are laid out with the
functions below and with these classes, and with nothing else of the PDF library but spaces and page breaks.
"""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from assessment.report import styles
from assessment.report.blocks.contents import ContentsLine
from assessment.report.blocks.marks import Figure, Pill, Rule
from assessment.report.blocks.paragraph import Heading, Notice, Paragraph, Words
from assessment.report.blocks.tables import table
from assessment.report.language import language_of
from assessment.report.styles import Style
from assessment.report.tagging.elements import Element, bulleted

__all__ = [
    "Figure",
    "Heading",
    "Notice",
    "Paragraph",
    "Pill",
    "Rule",
    "Words",
    "contents",
    "items",
    "paragraph",
    "room",
    "section",
    "subsection",
    "table",
    "typed",
]

BULLET: Final = "•"


def section(title: str, *, key: str) -> Heading:
    """A section's heading."""
    return Heading(title, styles.H1, rank=0, key=key)


def subsection(title: str, *, key: str, more: float = 56.0) -> list[Flowable]:
    """A heading within a section, and a page break before it unless `more` points fit below it."""
    heading = Heading(title, styles.H2, rank=1, key=key)
    return [room(heading, more=more), heading]


def paragraph(words: Words, style: Style = styles.BODY, *, language: str = "") -> Paragraph:
    """A paragraph; `language` where it is not the report's own."""
    return Paragraph(words, style, element=Element("P", language=language))


def typed(words: str, style: Style) -> Paragraph:
    """A paragraph that a person wrote, in the language that it seems to be in."""
    return paragraph(words, style, language=language_of(words))


def items(each: Sequence[Words], style: Style = styles.ITEM) -> list[Flowable]:
    """A list with bullets."""
    whole = Element("L", bulleted())
    return [_item(words, style, whole.child("LI")) for words in each]


def contents(lines: Sequence[tuple[str, str]]) -> list[Flowable]:
    """A table of contents, of titles with the keys of their sections."""
    whole = Element("TOC")
    return [ContentsLine(title, key=key, contents=whole) for title, key in lines]


def room(*blocks: Flowable, more: float = 0.0) -> Flowable:
    """A page break, unless these blocks and `more` points still fit, so that no heading ends a page."""
    heights = (
        block.getSpaceBefore() + block.wrap(styles.CONTENT_WIDTH, styles.CONTENT_HEIGHT)[1] + block.getSpaceAfter()
        for block in blocks
    )
    return CondPageBreak(sum(heights) + more)


def _item(words: Words, style: Style, item: Element) -> Paragraph:
    label = item.child("Lbl")
    return Paragraph(words, style, label=BULLET, element=item.child("LBody"), label_element=label)
