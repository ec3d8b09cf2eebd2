"""What a report consists of, as values that know neither PDF nor HTML: both are made from the same parts.

A text in a part is the characters it holds; there is no markup in it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TypeAlias

from reportlab.graphics.shapes import Drawing

from assessment.bank.model import Level
from assessment.rounds.assessment import Classification


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text in one weight."""

    text: str
    strong: bool = False


Words: TypeAlias = str | tuple[Span, ...]


class TextRole(Enum):
    """How a text is set."""

    BODY = auto()
    LEAD = auto()
    SUBTITLE = auto()
    LABEL = auto()
    """The name of what follows, close above it."""
    CAPTION = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A paragraph. `language` where it is not the report's own, as ``cy``."""

    words: Words
    look: TextRole = TextRole.BODY
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePart:
    """A grade with its word, or the words for there being none."""

    word: str
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPart:
    """A heading of rank 1 to 3. `key` is where a link to it leads; `label` and `grade` stand before and beside it."""

    words: str
    rank: int
    key: str
    label: str = ""
    grade: GradePart | None = None
    is_title: bool = False
    """The report's own title."""
    starts_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePart:
    """A paragraph that must not be missed."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """A list; in steps that are done in their order, a numbered one."""

    items: tuple[TextPart, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """Paragraphs below each other in a cell."""

    texts: tuple[TextPart, ...]


Cell: TypeAlias = Words | GradePart | Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. Its width is a share of the table's, which the columns divide among them."""

    title: str
    width: float
    is_numbers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table; the first cell of a row says what the row is about."""

    says: str
    """What the table shows, for those who find it out of its place."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A drawing, and what it shows in words for those who cannot see it."""

    drawing: Drawing
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPart:
    """A heading and what belongs to it, kept together where that can be and set apart from the entries around it."""

    parts: "tuple[HeadingPart | TextPart | ListPart, ...]"
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsPart:
    """The titles of the chapters, with the keys that lead to them."""

    lines: tuple[tuple[str, str], ...]


Part: TypeAlias = (
    HeadingPart | TextPart | NoticePart | ListPart | TablePart | FigurePart | GradePart | EntryPart | ContentsPart
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report, and what its file says of itself."""

    title: str
    subject: str
    author: str
    classification: Classification
    is_draft: bool
    levels: int
    """How many levels the scale has, which decides the colours of the grades."""
    issued: datetime
    """An aware moment."""
    parts: tuple[Part, ...]
    is_example: bool = False
    """Whether everything in it is invented."""

    @property
    def marking(self) -> str:
        """What stands at the top and bottom of every page."""
        return (
            f"Example data, all invented · {self.classification.value}"
            if self.is_example
            else self.classification.value
        )


def chapters_of(parts: tuple[Part, ...]) -> tuple[tuple[str, str], ...]:
    """The titles and keys of the chapters: every heading of rank 1 but the title."""
    return tuple(
        (part.words, part.key)
        for part in parts
        if isinstance(part, HeadingPart) and part.rank == 1 and not part.is_title
    )
