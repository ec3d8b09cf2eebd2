"""A YAML file as it stands: words, lists and records, each with its place.

Nothing is interpreted here: `NO` is two letters, `010` three digits. The file may be faulty, so whoever asks for a key
is told none where it is missing or of another kind; saying that it is faulty is the work of `misfits`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from assessment.bank.problems import Place
from assessment.bank.scalars import fold, read_number

SomeNode = TypeVar("SomeNode", bound="Node")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """Words, a number, true or false: whatever stands on its own."""

    place: Place
    text: str
    is_bare: bool
    """Written without quotation marks, and not as a block."""
    is_cut_off: bool = False
    """Bare, and followed after a single space by a comment, which may have been meant as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Things in order."""

    place: Place
    items: tuple["Node", ...]

    def each(self, kind: type[SomeNode]) -> Iterator[SomeNode]:
        """Yield the items of that kind."""
        return (item for item in self.items if isinstance(item, kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something that was refused already; nothing more is said about it."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A key and what it holds."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Keys and what they hold, in the author's order; no key stands twice."""

    place: Place
    entries: Mapping[str, Entry]

    def get(self, key: str) -> "Node | None":
        """Return the node of the key, if the key is there."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def scalar(self, key: str) -> Scalar | None:
        """Return the scalar of the key, if it has one."""
        value = self.get(key)
        return value if isinstance(value, Scalar) else None

    def text(self, key: str) -> str | None:
        """Return the folded words of the key; none where there are no words."""
        value = self.scalar(key)
        return (fold(value.text) or None) if value else None

    def number(self, key: str) -> Fraction | None:
        """Return the number of the key, exactly."""
        value = self.scalar(key)
        return read_number(value.text) if value and value.is_bare else None

    def record(self, key: str) -> "Record | None":
        """Return the record of the key, if it has one."""
        value = self.get(key)
        return value if isinstance(value, Record) else None

    def listing(self, key: str) -> Listing | None:
        """Return the list of the key, if it has one."""
        value = self.get(key)
        return value if isinstance(value, Listing) else None

    def place_of(self, key: str) -> Place:
        """Return the place of the key, or that of the record where the key is missing."""
        entry = self.entries.get(key)
        return entry.key.place if entry else self.place


Node = Scalar | Listing | Record | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record in a list, by the name its author knows it by."""

    where: str
    record: Record


def named(noun: str, node: "Node", key: str, position: int) -> str:
    """Return the name of an item in a list: its noun and code, or its position where it has no code."""
    code = node.text(key) if isinstance(node, Record) else None
    return f"{noun} {code or position}"


def items(listing: Listing | None, noun: str, key: str) -> tuple[Item, ...]:
    """Return the records of a list with their names; none where there is no list."""
    return tuple(
        Item(where=named(noun, node, key, position), record=node)
        for position, node in enumerate(listing.items if listing else (), start=1)
        if isinstance(node, Record)
    )
