"""A bank as its author left it: every file's nodes, whether or not they fit together yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.bank.nodes import Item, Record, Scalar, items


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTheme:
    """A theme's file. `code` is the file's name without its ending."""

    code: str
    record: Record

    @property
    def where(self) -> str:
        """What the theme is called in problems."""
        return f"theme {self.code}"

    @property
    def questions(self) -> tuple[Item, ...]:
        """Its questions, in their order."""
        return items(self.record.listing("questions"), "question", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDraft:
    """All that could be read of a bank. `themes` are in the bank's order."""

    bank: Record
    themes: tuple[DraftTheme, ...]
    is_whole: bool
    """Whether every theme's file could be read; if not, a question that is not found may still be there."""

    @property
    def sources(self) -> tuple[Item, ...]:
        """The sources."""
        return items(self.bank.listing("sources"), "source", "id")

    @property
    def levels(self) -> tuple[Item, ...]:
        """The levels of the scale, lowest first."""
        return items(self.bank.listing("scale"), "level", "code")

    @property
    def listed_themes(self) -> tuple[Scalar, ...]:
        """The codes of the themes, as the bank lists them."""
        listing = self.bank.listing("themes")
        return tuple(listing.each(Scalar)) if listing else ()

    @property
    def rubric(self) -> Record | None:
        """The rubric."""
        return self.bank.record("rubric")

    @property
    def limits(self) -> tuple[Item, ...]:
        """The limits of the rubric."""
        return items(self.rubric.listing("limits") if self.rubric else None, "limit", "id")

    def questions(self) -> Iterator[Item]:
        """Every question of every theme that could be read."""
        for theme in self.themes:
            yield from theme.questions

    @property
    def words(self) -> tuple[Item, ...]:
        """The words that statements use in one meaning."""
        return items(self.bank.listing("words"), "word", "word")

    @property
    def finding_ids(self) -> tuple[str, ...] | None:
        """The ids of all findings; none where they cannot all be known."""
        findings = [finding for item in self.questions() if (finding := item.record.record("finding"))]
        return tuple(id for finding in findings if (id := finding.text("id"))) if self.is_whole else None

    @property
    def source_ids(self) -> tuple[str, ...] | None:
        """The ids of all sources; none where they cannot all be known."""
        return _codes(self.sources, "id")

    @property
    def level_codes(self) -> tuple[str, ...] | None:
        """The codes of all levels, lowest first; none where they cannot all be known."""
        return _codes(self.levels, "code")

    @property
    def theme_codes(self) -> tuple[str, ...] | None:
        """The codes of all themes; none where they cannot be known."""
        return tuple(scalar.text for scalar in self.listed_themes) or None

    @property
    def question_codes(self) -> tuple[str, ...] | None:
        """The codes of all questions; none where they cannot all be known."""
        return _codes(tuple(self.questions()), "code") if self.is_whole else None


def _codes(named: tuple[Item, ...], key: str) -> tuple[str, ...] | None:
    codes = tuple(code for item in named if (code := item.record.text(key)))
    return codes if codes and len(codes) == len(named) else None
