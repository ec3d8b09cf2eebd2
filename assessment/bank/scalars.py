"""Words and numbers read from a file's text: exactly, and without guessing."""

import re
import unicodedata
from datetime import date
from fractions import Fraction
from typing import Final

LONGEST_NUMBER: Final = 15
"""Characters. Exponents are not read at all, so that no few characters can stand for an enormous number."""

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WHOLE: Final = re.compile(r"0|[1-9][0-9]*")
_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

# What YAML 1.1 and 1.2 readers make of bare words: https://yaml.org/type/ and https://yaml.org/spec/1.2.2/#103-core-schema
_READINGS: Final = (
    ("nothing", re.compile(r"~|null", re.I)),
    ("true or false", re.compile(r"y|n|yes|no|on|off|true|false", re.I)),
    (
        "a date",
        re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9]+(?::[0-9]{2}){2}[-+.:0-9z \t]*)?", re.I),
    ),
    ("a number of minutes or seconds", re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")),
    ("a number", re.compile(r"[-+]?\.(?:inf|nan)|\.nan", re.I)),
    ("a number", re.compile(r"[-+]?0(?:b[01_]+|o[0-7_]+|x[0-9a-f_]+)", re.I)),
    ("a number", re.compile(r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?", re.I)),
)


def fold(text: str) -> str:
    """Return the text on one line, composed (NFC): wrapping a text differently does not change it."""
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def misreading(text: str) -> str | None:
    """Return what another program may read bare words as, such as ``true or false`` for ``NO``; none for words."""
    return next((reading for reading, pattern in _READINGS if pattern.fullmatch(text)), None)


def read_number(text: str) -> Fraction | None:
    """Return the plain decimal number that the text is, exactly; none where it is not one or is over-long."""
    return Fraction(text) if len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text) else None


def read_whole(text: str) -> int | None:
    """Return the whole number from 0 up that the text is; none where it is not one or is over-long."""
    return int(text) if len(text) <= LONGEST_NUMBER and _WHOLE.fullmatch(text) else None


def is_date(text: str) -> bool:
    """Return True for a year, a month of a year, or a day that exists: YYYY, YYYY-MM or YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def control_character(text: str) -> str | None:
    """Return the number of the first character that no text may hold: control, lone half, or a turn of direction."""
    return next(
        (
            f"U+{ord(character):04X}"
            for character in text
            if character not in "\n\t" and (unicodedata.category(character) in {"Cc", "Cs"} or character in _DIRECTIONS)
        ),
        None,
    )
