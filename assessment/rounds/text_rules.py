"""What typed and imported text may be: one set of rules, for every form and every file."""

import re
import unicodedata
from itertools import groupby
from typing import Final

from assessment.errors import InvalidInput

RATIONALE_LENGTH: Final = 4_000
REASON_LENGTH: Final = 1_000
NAME_LENGTH: Final = 200
REFERENCE_LENGTH: Final = 500
EVIDENCE_COUNT: Final = 20

ACCENTS_IN_A_ROW: Final = 30
"""Combining marks on one letter. Source: Unicode Standard Annex 15, Stream-Safe Text Format.

More is no language, runs over its neighbours on the page, and takes quadratic time to normalise.
"""

_CONTROLS: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\u2028\u2029]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def clean_text(value: str, *, field_name: str, most: int, advice: str = "Shorten it.") -> str:
    """The text as it is kept: NFC, ``\\n`` line ends, no control or bidirectional override characters, trimmed.

    `field_name` completes a sentence that begins with "The", such as ``rationale of P1``; `most` is in characters.
    Newlines and tabs stay. Cleaning what is clean changes nothing.

    Raises :class:`InvalidInput` for NUL, half characters (lone surrogates), more than
    :data:`ACCENTS_IN_A_ROW` accents on one letter, and text that is too long, where `advice` says what to do.
    """
    lines = _LINE_ENDS.sub("\n", _storable(value, field_name))
    return _normalised(lines, field_name=field_name, most=most, advice=advice)


def clean_name(value: str, *, field_name: str, most: int = NAME_LENGTH) -> str:
    """The name or title as it is kept: like :func:`clean_text`, on one line, with nothing invisible in it.

    Raises :class:`InvalidInput` as :func:`clean_text` does, and when nothing is left.
    """
    name = clean_line(value, field_name=field_name, most=most)
    if not name:
        raise InvalidInput(f"The {field_name} is empty. Give it between 1 and {most:,} characters.")
    return name


def clean_line(value: str, *, field_name: str, most: int) -> str:
    """A single line that may be empty, such as a reference; otherwise as :func:`clean_name`."""
    visible = _INVISIBLE.sub("", _storable(value, field_name))
    return _normalised(" ".join(visible.split()), field_name=field_name, most=most, advice="Shorten it.")


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    return not _INVISIBLE.sub("", text).strip()


def file_stem(name: str) -> str:
    """A name for a file that every system takes, of one that was typed: letters without accents, and not too long."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9.]+", "-", letters)[:100].strip("-.")
    return kept or "assessment"


def _storable(value: str, field_name: str) -> str:
    if "\x00" in value:
        raise InvalidInput(f"The {field_name} holds a NUL character, which cannot be kept. Type that text again.")
    if _LONE_SURROGATE.search(value):
        raise InvalidInput(f"The {field_name} holds half a character (a lone surrogate). Type that text again.")
    return _CONTROLS.sub("", value)


def _normalised(value: str, *, field_name: str, most: int, advice: str) -> str:
    # Far too long is refused before it is normalised: cleaning may shorten a text a little, but not by half.
    if len(value) <= 2 * most:
        _require_readable(value, field_name)
        lines = unicodedata.normalize("NFC", value).split("\n")
        value = "\n".join(line.rstrip() for line in lines).strip()
    if len(value) > most:
        raise InvalidInput(f"The {field_name} is {len(value):,} characters long; the most is {most:,}. {advice}")
    return value


def _require_readable(value: str, field_name: str) -> None:
    if value.isascii():
        return
    runs = groupby(value, key=lambda character: unicodedata.combining(character) != 0)
    if any(combining and sum(1 for _ in run) > ACCENTS_IN_A_ROW for combining, run in runs):
        raise InvalidInput(
            f"The {field_name} holds more than {ACCENTS_IN_A_ROW} accents on one letter. Type that text again."
        )
