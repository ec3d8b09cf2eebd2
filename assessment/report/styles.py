"""The styles of the report's text, and the measures of its page in points."""

from dataclasses import dataclass, replace
from typing import Final

from assessment.charts import palette

MILLIMETRE: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MILLIMETRE
PAGE_HEIGHT: Final = 297 * MILLIMETRE
SIDE: Final = 20 * MILLIMETRE
TOP: Final = 20 * MILLIMETRE
BOTTOM: Final = 23 * MILLIMETRE
CONTENT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE
CONTENT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
GUTTER: Final = 54.0
"""The width of the column that holds the code of a question and the labels of its details, to the left of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The size, spacing and colour of a paragraph."""

    size: float
    leading: float
    colour: str = palette.INK
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    label_at: float = 0.0
    """The distance from the left edge to the label in the margin, such as a bullet or the code of a question."""
    to_the_right: bool = False
    """True to align lines at the right edge, as for numbers in a column."""


TITLE: Final = Style(size=23, leading=28, after=3)
SUBTITLE: Final = Style(size=12, leading=16, colour=palette.MUTED, after=2)
H1: Final = Style(size=19, leading=24, before=20, after=6)
H2: Final = Style(size=13, leading=17, before=8, after=3)
H3: Final = Style(size=11, leading=15, after=2, indent=GUTTER)

BODY: Final = Style(size=11, leading=14.5, after=5)
LEAD: Final = Style(size=12.5, leading=16.5, after=6)
FACT: Final = Style(size=10.5, leading=14, after=2, indent=GUTTER + 6)
SMALL: Final = Style(size=9.5, leading=12.2, after=3)
DETAIL: Final = Style(size=9.5, leading=12.2, after=2, indent=GUTTER)
ITEM: Final = replace(BODY, indent=12, label_at=1, after=2)
STEP: Final = replace(ITEM, indent=18)
SMALL_ITEM: Final = replace(SMALL, indent=12, label_at=1, after=1)
SMALL_STEP: Final = replace(SMALL_ITEM, indent=18)
CELL: Final = Style(size=10, leading=13)
SMALL_CELL: Final = Style(size=9.5, leading=12)
CAPTION: Final = Style(size=9.5, leading=12.5, colour=palette.MUTED, before=1, after=4)
NOTICE: Final = Style(size=10, leading=13)
CONTENTS: Final = Style(size=10, leading=13)

PILL_SIZE: Final = 9.5
BIG_PILL_SIZE: Final = 15.0
FURNITURE_SIZE: Final = 9.0
CLASSIFICATION_SIZE: Final = 10.5


def indented(style: Style) -> Style:
    """Return the style, indented by the column that holds the code of a question."""
    return replace(style, indent=GUTTER)


def to_the_right(style: Style) -> Style:
    """Return the style, aligned at the right edge for a column of numbers."""
    return replace(style, to_the_right=True)
