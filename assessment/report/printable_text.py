"""Cleaning of every text before it is drawn, so that nothing people type can change or break the report.

No code in this package reads markup. Text is drawn as the characters it holds, so ``<b>`` is printed as ``<b>``.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from assessment.report import typefaces

MISSING: Final = "□"
"""The box that is drawn for a character that none of the report's fonts has."""

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
    """Return the text as it can be drawn in the PDF.

    The result is composed (NFC) and has one kind of newline and of space. It has no control characters and no invisible
    characters that join, hide or reverse others. Several empty lines become one. A box stands for every character that
    no font has.
    """
    return text if text.isascii() and text.isprintable() else _composed(text).translate(_WITH_GLYPH)


def readable(text: str) -> str:
    """Return the text as `printable` does, but for a browser, which has its own fonts.

    A box stands only for code points that are not characters.
    """
    return text if text.isascii() and text.isprintable() else _composed(text).translate(_WITH_CHARACTER)


def _composed(text: str) -> str:
    visible = text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)
    # Composed last, because an invisible character between a letter and its accent would keep them apart.
    return unicodedata.normalize("NFC", _GAPS.sub("\n\n", visible))


def runs(text: str, *, strong: bool = False) -> tuple[Run, ...]:
    """Clean the text and cut it where the font has to change."""
    main = typefaces.STRONG if strong else typefaces.REGULAR
    ready = printable(text)
    if ready.isascii():
        return (Run(ready, main),) if ready else ()
    has = typefaces.characters(main)
    parts = groupby(ready, key=lambda character: main if ord(character) in has else typefaces.FALLBACK)
    return tuple(Run("".join(characters), font) for font, characters in parts)


class _Table(dict[int, str]):
    """A table for `str.translate` that works out the replacement of a code point when it first occurs."""

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
