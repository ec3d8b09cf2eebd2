"""The styles of the report's text, and the measures of its page in points."""

from dataclasses import dataclass, replace
from typing import Any, Final

from assessment.charts import palette
from assessment.design_tokens import type_size

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


TEXT: Final = 11.0
"""The size of the text. All other sizes follow from it by the type scale of the tokens, as on the screens."""


def _step(name: str, *, leading: float = 1.28, **others: Any) -> Style:
    """Return the style of a step of the type scale. `leading` is a share of its size; paper needs less than screens."""
    size = round(TEXT * type_size(name), 2)
    return Style(size=size, leading=round(size * leading, 2), **others)


TITLE: Final = _step("h1", leading=1.2, after=3)
SUBTITLE: Final = _step("body", colour=palette.MUTED, after=2)
H1: Final = _step("h2", before=20, after=6)
H2: Final = _step("h3", before=8, after=3)
H3: Final = _step("body", after=2, indent=GUTTER)

BODY: Final = _step("body", after=5)
LEAD: Final = _step("lede", after=6)
FACT: Final = _step("body", after=2, indent=GUTTER + 6)
SMALL: Final = _step("small", after=3)
DETAIL: Final = _step("small", after=2, indent=GUTTER)
ITEM: Final = replace(BODY, indent=12, label_at=1, after=2)
STEP: Final = replace(ITEM, indent=18)
SMALL_ITEM: Final = replace(SMALL, indent=12, label_at=1, after=1)
SMALL_STEP: Final = replace(SMALL_ITEM, indent=18)
CELL: Final = _step("body")
SMALL_CELL: Final = _step("small")
CAPTION: Final = _step("small", colour=palette.MUTED, before=1, after=4)
NOTICE: Final = _step("small")
CONTENTS: Final = _step("body")
FURNITURE: Final = _step("small", colour=palette.MUTED)
CLASSIFICATION: Final = _step("body")

BADGE_SIZE: Final = SMALL.size
BIG_BADGE_SIZE: Final = H1.size
CORNER: Final = 3.0
"""The radius of a badge's corners: the four pixels of the screens."""


def indented(style: Style) -> Style:
    """Return the style, indented by the column that holds the code of a question."""
    return replace(style, indent=GUTTER)


def to_the_right(style: Style) -> Style:
    """Return the style, aligned at the right edge for a column of numbers."""
    return replace(style, to_the_right=True)
