"""The styles of the report's text, and the measures of its page in points."""

from dataclasses import dataclass, replace
from typing import Final

from assessment.charts import palette

MILLIMETRE: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MILLIMETRE
PAGE_HEIGHT: Final = 297 * MILLIMETRE
SIDE: Final = 22 * MILLIMETRE
TOP: Final = 23 * MILLIMETRE
BOTTOM: Final = 25 * MILLIMETRE
CONTENT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE
CONTENT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
GUTTER: Final = 30.0
"""The width of the column that holds the code of a question, to the left of its text."""


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


TITLE: Final = Style(size=26, leading=31, after=6)
SUBTITLE: Final = Style(size=13, leading=18, colour=palette.MUTED, after=4)
H1: Final = Style(size=21, leading=26, before=24, after=8)
H2: Final = Style(size=14.5, leading=19, before=12, after=4)
H3: Final = Style(size=12, leading=17, after=3, indent=GUTTER)

BODY: Final = Style(size=12, leading=17, after=6)
LEAD: Final = Style(size=13, leading=18.5, after=8)
LABEL: Final = replace(BODY, after=0)
ITEM: Final = replace(BODY, indent=12, label_at=1, after=3)
STEP: Final = replace(ITEM, indent=18)
SMALL_ITEM: Final = Style(size=10.5, leading=14, indent=12, label_at=1, after=2)
CELL: Final = Style(size=10, leading=13.5)
SMALL_CELL: Final = Style(size=9.5, leading=12.5)
CAPTION: Final = Style(size=10, leading=13.5, colour=palette.MUTED, before=2, after=8)
NOTICE: Final = Style(size=12, leading=17)
CONTENTS: Final = Style(size=11, leading=15.5)

PILL_SIZE: Final = 9.5
BIG_PILL_SIZE: Final = 13.0
FURNITURE_SIZE: Final = 9.0
CLASSIFICATION_SIZE: Final = 10.5


def indented(style: Style) -> Style:
    """Return the style, indented by the column that holds the code of a question."""
    return replace(style, indent=style.indent + GUTTER, label_at=style.label_at + GUTTER)


def to_the_right(style: Style) -> Style:
    """Return the style, aligned at the right edge for a column of numbers."""
    return replace(style, to_the_right=True)
