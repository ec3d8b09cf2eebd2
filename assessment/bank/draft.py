"""A bank as its author left it: every file's nodes, whether or not they fit together yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.bank.nodes import Item, Record, Scalar, items
from assessment.bank.problems import Place
from assessment.bank.scalars import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """A statement's words, and where they stand. `code` is what the bank will call it, such as ``P5.1``."""

    code: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTheme:
    """A theme's file. `code` is the file's name without its ending."""

    code: str
    record: Record

    @property
    def where(self) -> str:
        """Return the name of the theme in problems."""
        return f"theme {self.code}"

    @property
    def questions(self) -> tuple[Item, ...]:
        """Return the questions in their order."""
        return items(self.record.listing("questions"), "question", "code")

    def statements(self, levels: tuple[str, ...] | None) -> Iterator[DraftStatement]:
        """Yield the statements of the questions, by level where the levels are known, otherwise as they stand."""
        for item in self.questions:
            given = item.record.record("statements")
            if given is None:
                continue
            listings = [given.listing(code) for code in levels or given.entries]
            nodes = [node for listing in listings if listing for node in listing.items]
            for count, node in enumerate(nodes, start=1):
                scalar = node.scalar("text") if isinstance(node, Record) else node
                if isinstance(scalar, Scalar) and fold(scalar.text):
                    code = f"{item.record.text('code') or item.where}.{count}"
                    yield DraftStatement(code=code, text=fold(scalar.text), place=scalar.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDraft:
    """All that could be read of a bank. `themes` are in the bank's order."""

    bank: Record
    themes: tuple[DraftTheme, ...]
    equivalence: Record | None = None
    contradictions: Record | None = None
    is_whole: bool
    """Every theme's file could be read. Otherwise a question that is not found may still be there."""

    @property
    def sources(self) -> tuple[Item, ...]:
        """Return the sources."""
        return items(self.bank.listing("sources"), "source", "id")

    @property
    def levels(self) -> tuple[Item, ...]:
        """Return the levels of the scale, lowest first."""
        return items(self.bank.listing("scale"), "level", "code")

    @property
    def listed_themes(self) -> tuple[Scalar, ...]:
        """Return the codes of the themes, as the bank lists them."""
        listing = self.bank.listing("themes")
        return tuple(listing.each(Scalar)) if listing else ()

    @property
    def rubric(self) -> Record | None:
        """Return the rubric."""
        return self.bank.record("rubric")

    @property
    def limits(self) -> tuple[Item, ...]:
        """Return the limits of the rubric."""
        return items(self.rubric.listing("limits") if self.rubric else None, "limit", "id")

    def statements(self) -> Iterator[DraftStatement]:
        """Yield every statement that could be read, with the code that its place gives it."""
        for theme in self.themes:
            yield from theme.statements(self.level_codes)

    def questions(self) -> Iterator[Item]:
        """Yield every question of every theme that could be read."""
        for theme in self.themes:
            yield from theme.questions

    @property
    def words(self) -> tuple[Item, ...]:
        """Return the words that statements use in one meaning."""
        return items(self.bank.listing("words"), "word", "word")

    @property
    def finding_ids(self) -> tuple[str, ...] | None:
        """Return the ids of all findings; none where they cannot all be known."""
        return tuple(id.text for id in self.findings() if id.text) if self.is_whole else None

    def findings(self) -> Iterator[Scalar]:
        """Yield the id of every finding that could be read."""
        for item in self.questions():
            finding = item.record.record("finding")
            if finding and (id := finding.scalar("id")):
                yield id

    @property
    def source_ids(self) -> tuple[str, ...] | None:
        """Return the ids of all sources; none where they cannot all be known."""
        return _codes(self.sources, "id")

    @property
    def level_codes(self) -> tuple[str, ...] | None:
        """Return the codes of all levels, lowest first; none where they cannot all be known."""
        return _codes(self.levels, "code")

    @property
    def theme_codes(self) -> tuple[str, ...] | None:
        """Return the codes of all themes; none where they cannot be known."""
        return tuple(scalar.text for scalar in self.listed_themes) or None

    @property
    def question_codes(self) -> tuple[str, ...] | None:
        """Return the codes of all questions; none where they cannot all be known."""
        return _codes(tuple(self.questions()), "code") if self.is_whole else None


def _codes(named: tuple[Item, ...], key: str) -> tuple[str, ...] | None:
    codes = tuple(code for item in named if (code := item.record.text(key)))
    return codes if codes and len(codes) == len(named) else None
