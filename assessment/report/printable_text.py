"""The one door every text goes through before it is drawn: what people typed can neither command nor break the report.

Nothing here or behind it reads markup. Text is drawn as the characters it holds, so ``<b>`` is printed as ``<b>``.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from assessment.report import typefaces

MISSING: Final = "□"
"""Stands where a character has no glyph in any of the report's fonts."""

_NEW_LINES: Final = "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_GAPS: Final = re.compile("\n(?: *\n){2,}")
_FIXED_SPACES: Final = "\u00a0\u202f\u2007"
_NOT_DRAWN: Final = ("Cc", "Cf")
_NO_CHARACTER: Final = ("Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are drawn in one font."""

    text: str
    font: str


def printable(text: str) -> str:
    """The text as it can be drawn.

    Composed (NFC), with one kind of new line and of space; without control characters, and without the invisible ones
    that join, hide or turn the others; and with a box for every character that no font has.
    Of several empty lines one is left.
    """
    return text if text.isascii() and text.isprintable() else _composed(text).translate(_WITH_GLYPH)


def readable(text: str) -> str:
    """The text for a browser, which has fonts of its own: as above, with a box only for what is no character."""
    return text if text.isascii() and text.isprintable() else _composed(text).translate(_WITH_CHARACTER)


def _composed(text: str) -> str:
    visible = text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)
    # Composed only now: an invisible character keeps a letter and its accent apart.
    return unicodedata.normalize("NFC", _GAPS.sub("\n\n", visible))


def runs(text: str, *, strong: bool = False) -> tuple[Run, ...]:
    """The printable text, cut where the font must change."""
    main = typefaces.STRONG if strong else typefaces.REGULAR
    ready = printable(text)
    if ready.isascii():
        return (Run(ready, main),) if ready else ()
    has = typefaces.characters(main)
    parts = groupby(ready, key=lambda character: main if ord(character) in has else typefaces.FALLBACK)
    return tuple(Run("".join(characters), font) for font, characters in parts)


class _Table(dict[int, str]):
    """What each code point becomes, worked out when it first occurs."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        self[code] = became = self._becomes(chr(code))
        return became


def _visible(character: str) -> str:
    if character in _NEW_LINES:
        return "\n"
    if character in _FIXED_SPACES:
        return "\u00a0"
    category = unicodedata.category(character)
    if character == "\t" or category == "Zs":
        return " "
    return "" if category in _NOT_DRAWN or _is_variation(character) else character


def _with_glyph(character: str) -> str:
    return _with_character(character) if character == "\n" or _has_glyph(character) else MISSING


def _with_character(character: str) -> str:
    return MISSING if unicodedata.category(character) in _NO_CHARACTER else character


def _is_variation(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _has_glyph(character: str) -> bool:
    return any(ord(character) in typefaces.characters(font) for font in (typefaces.REGULAR, typefaces.FALLBACK))


_VISIBLE: Final = _Table(_visible)
_WITH_GLYPH: Final = _Table(_with_glyph)
_WITH_CHARACTER: Final = _Table(_with_character)
