"""The parts of a report, as values that know neither PDF nor HTML: both are made from the same parts.

A text in a part is the characters it holds; there is no markup in it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TypeAlias

from assessment.bank.model import Level
from assessment.charts.series import Profile
from assessment.rounds.assessment import Classification


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text in one weight."""

    text: str
    strong: bool = False


Words: TypeAlias = str | tuple[Span, ...]


class TextRole(Enum):
    """The role of a paragraph, which decides how it is set."""

    BODY = auto()
    LEAD = auto()
    SUBTITLE = auto()
    CAPTION = auto()
    FACT = auto()
    """A fact of the cover, after its label."""
    SMALL = auto()
    DETAIL = auto()
    """A detail of an entry, after its label."""


class ChartKind(Enum):
    """The kinds of chart in a report."""

    DOT_PLOT = auto()
    RADAR = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A paragraph. `language` is set where it differs from the report's own, as ``cy``.

    A `label` stands in the margin beside the first line of a fact or a detail.
    """

    words: Words
    role: TextRole = TextRole.BODY
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePart:
    """A grade with its word; where there is no grade, `level` is None and `word` says so."""

    word: str
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPart:
    """A grade with the sentence that explains it."""

    grade: GradePart
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPart:
    """A heading of rank 1 to 3. Links lead to its `key`; `label` stands before it and `grade` beside it."""

    words: str
    rank: int
    key: str
    label: str = ""
    grade: GradePart | None = None
    is_title: bool = False
    """True for the title of the report itself."""
    starts_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePart:
    """A paragraph that stands out, so that nobody misses it."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """A list. It is numbered where the order of its items matters."""

    items: tuple[TextPart, ...]
    is_numbered: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """Paragraphs below each other in a cell."""

    texts: tuple[TextPart, ...]


Cell: TypeAlias = Words | GradePart | Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. The columns share the table's width in proportion to their `width`."""

    title: str
    width: float
    is_numbers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table. The first cell of each row says what the row is about."""

    summary: str
    """A few words on what the table shows, for readers whose software jumps straight to it."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A chart as its kind and its values, with a text alternative for people who cannot see it."""

    chart: ChartKind
    profile: Profile
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPart:
    """A heading and the parts below it, kept on one page where they fit and set apart from the entries around them."""

    parts: tuple[HeadingPart | TextPart, ...]
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsPart:
    """The table of contents: the title of each chapter, and the key that leads to it."""

    lines: tuple[tuple[str, str], ...]


Part: TypeAlias = (
    HeadingPart | TextPart | NoticePart | ListPart | TablePart | FigurePart | VerdictPart | EntryPart | ContentsPart
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report from beginning to end, with the title, subject and author that its file states."""

    title: str
    subject: str
    author: str
    classification: Classification
    is_draft: bool
    levels: int
    """The number of levels on the scale, which decides the colours of the grades."""
    issued: datetime
    """The moment of issue, with a time zone."""
    parts: tuple[Part, ...]
    is_example: bool = False
    """True where everything in the report is invented."""
    is_preview: bool = False
    """True for a report that is looked at and not issued."""

    @property
    def marking(self) -> str:
        """Return the words that stand at the top and bottom of every page."""
        preview = ["Preview, not issued"] if self.is_preview else []
        example = ["Example data, all invented"] if self.is_example else []
        return " · ".join([*preview, *example, self.classification.value])

    @property
    def watermark(self) -> str:
        """Return the word that lies behind every page; empty for an issued report on what was submitted."""
        return "DRAFT" if self.is_draft else "PREVIEW" if self.is_preview else ""


def chapters_of(parts: tuple[Part, ...]) -> tuple[tuple[str, str], ...]:
    """Return the title and key of each chapter: of every heading of rank 1 except the report's own title."""
    return tuple(
        (part.words, part.key)
        for part in parts
        if isinstance(part, HeadingPart) and part.rank == 1 and not part.is_title
    )
