"""The XML of a workbook's parts as its elements in their order. A document that declares entities is refused.

`Expat <https://libexpat.github.io>`_, which comes with Python, is given the parts piece by piece, so nothing of them is
kept that is not asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from assessment.errors import InvalidInput, sentence

_ENTITIES: Final = sentence(
    "import_workbook_entities",
    "The workbook holds a document type, which no spreadsheet writes. Copy the table into a new workbook.",
)
MOST_ELEMENTS: Final = 400_000
"""The most elements of one part: those of the most cells, each with its value, and room beside them."""
BOMB: Final = sentence(
    "import_workbook_bomb",
    "Unpacked, the workbook would be far larger than a register is. Copy the table into a new workbook, and choose it.",
)
BROKEN: Final = sentence(
    "import_workbook_broken",
    "The workbook cannot be read: it is damaged or incomplete. Open it in Excel, save it again, and choose that file.",
)
_CODED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character by its number in hexadecimal digits, as a line end is written (ECMA-376, part 1, section 22.9.2.19)."""


@dataclass(frozen=True, slots=True)
class Begin:
    """An element begins. Names are without their namespaces: those of the transitional and the strict form differ."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """An element ends."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text between the ends of elements."""

    content: str


Piece = Begin | End | Text


def pieces(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """Yield what the document holds. Raise :class:`InvalidInput` where it is broken or declares a document type."""
    found: list[Piece] = []

    number = count(1)

    def begin(name: str, attributes: dict[str, str]) -> None:
        if next(number) > MOST_ELEMENTS:
            raise InvalidInput(BOMB)
        found.append(Begin(_local(name), {_local(key): value for key, value in attributes.items()}))

    def refuse(*_: object) -> None:
        raise InvalidInput(_ENTITIES)

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: found.append(End(_local(name)))
    parser.CharacterDataHandler = lambda text: found.append(Text(text))
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except (ExpatError, LookupError):  # the second for an encoding that there is not
        raise InvalidInput(BROKEN) from None
    yield from found


def text_until(end: str, pieces: Iterator[Piece]) -> str:
    """Return the text of an element that has begun: of all its runs, without the readings of Japanese words."""
    text = []
    is_text = is_reading = False
    for piece in pieces:
        match piece:
            case End(name) if name == end:
                break
            case Begin("rPh") | End("rPh"):
                is_reading = isinstance(piece, Begin)
            case Begin("t") | End("t"):
                is_text = isinstance(piece, Begin)
            case Text(content) if is_text and not is_reading:
                text.append(content)
    return _CODED.sub(lambda code: chr(int(code[1], 16)), "".join(text))


def whole(text: str) -> int:
    """Return a whole number without a sign. Raise :class:`InvalidInput` for anything else."""
    if not re.fullmatch("[0-9]{1,9}", text, re.ASCII):
        raise InvalidInput(BROKEN)
    return int(text)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
