"""The rules for typed and imported text. They are the same for every form and every file."""

import re
import unicodedata
from itertools import groupby
from typing import Final

from assessment.errors import InvalidInput, Sentence, sentence

RATIONALE_LENGTH: Final = 4_000
REASON_LENGTH: Final = 1_000
NAME_LENGTH: Final = 200
REFERENCE_LENGTH: Final = 500
EVIDENCE_COUNT: Final = 20

ACCENTS_IN_A_ROW: Final = 30
"""The most combining marks on one letter. Source: Unicode Standard Annex 15, Stream-Safe Text Format.

No language has more. More would run over neighbouring lines on the page, and take quadratic time to normalise.
"""

WEB_ADDRESS: Final = re.compile(
    r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[^\s<>\"\\^`{|}]*)?(\?[^\s<>\"\\^`{|}]*)?", re.ASCII
)
"""An address on the web without a name and password in it, by RFC 3986 as far as a reference needs it."""

SHORTEN_IT: Final = sentence("shorten_it", "Shorten it.")

_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Everything that ends a line: Unicode's mandatory breaks (Annex 14), and the separators of files, groups and records.

They are never just removed: that would join the words before and after them.
"""
_UNIT_SEPARATOR: Final = "\x1f"
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def clean_text(value: str, *, field_name: str, most: int, advice: Sentence = SHORTEN_IT) -> str:
    """Return the text as it is stored: NFC, ``\\n`` line ends, trimmed, no control or direction override characters.

    `field_name` completes a sentence that begins with "The", such as ``rationale of P1``; `most` is in characters.
    Newlines and tabs stay. Cleaning a clean text again changes nothing.

    Raise :class:`InvalidInput` for NUL, half characters (lone surrogates), more than :data:`ACCENTS_IN_A_ROW` accents
    on one letter, and text that is too long; `advice` then says what to do.
    """
    lines = _LINE_ENDS.sub("\n", _storable(value, field_name)).replace(_UNIT_SEPARATOR, " ")
    return _normalised(lines, field_name=field_name, most=most, advice=advice)


def clean_name(value: str, *, field_name: str, most: int = NAME_LENGTH) -> str:
    """Return the name or title as it is stored: like :func:`clean_text`, on one line, without invisible characters.

    Whatever separates lines or words becomes one space.

    Raise :class:`InvalidInput` as :func:`clean_text` does, and if nothing is left.
    """
    name = clean_line(value, field_name=field_name, most=most)
    if not name:
        raise InvalidInput(
            sentence(
                "name_empty",
                "The {field} is empty. Give it between 1 and {most:,} characters.",
                field=field_name,
                most=most,
            )
        )
    return name


def clean_line(value: str, *, field_name: str, most: int) -> str:
    """Return a single line, such as a reference, as :func:`clean_name` does; the line may be empty."""
    visible = _INVISIBLE.sub("", _storable(value, field_name))
    return _normalised(" ".join(visible.split()), field_name=field_name, most=most, advice=SHORTEN_IT)


def clean_reason(value: str) -> str:
    """Return the reason as it is stored. Raise :class:`InvalidInput` as :func:`clean_text` does, and without one."""
    reason = clean_text(value, field_name="reason", most=REASON_LENGTH)
    if is_blank(reason):
        raise InvalidInput(sentence("move_reason_missing", "Give a reason, then try again."))
    return reason


def is_blank(text: str) -> bool:
    """Return True if the text has no visible character."""
    return not _INVISIBLE.sub("", text).strip()


def file_stem(name: str) -> str:
    """Return a file name, without its ending, that every system accepts: short, of plain letters and digits."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9.]+", "-", letters)[:100].strip("-.")
    return stem or "assessment"


def _storable(value: str, field_name: str) -> str:
    if "\x00" in value:
        raise InvalidInput(
            sentence(
                "text_with_nul",
                "The {field} holds a NUL character, which cannot be kept. Type that text again.",
                field=field_name,
            )
        )
    if _LONE_SURROGATE.search(value):
        raise InvalidInput(
            sentence(
                "text_with_half_a_character",
                "The {field} holds half a character (a lone surrogate). Type that text again.",
                field=field_name,
            )
        )
    return _CONTROLS.sub("", value)


def _normalised(value: str, *, field_name: str, most: int, advice: Sentence) -> str:
    # A text that is far too long is refused before it is normalised: cleaning never shortens a text by half.
    if len(value) <= 2 * most:
        _require_readable(value, field_name)
        lines = unicodedata.normalize("NFC", value).split("\n")
        value = "\n".join(line.rstrip() for line in lines).strip()
    if len(value) > most:
        raise InvalidInput(
            sentence(
                "text_too_long",
                "The {field} is {length:,} characters long; the most is {most:,}. {advice}",
                field=field_name,
                length=len(value),
                most=most,
                advice=advice,
            )
        )
    return value


def _require_readable(value: str, field_name: str) -> None:
    if value.isascii():
        return
    runs = groupby(value, key=lambda character: unicodedata.combining(character) != 0)
    if any(combining and sum(1 for _ in run) > ACCENTS_IN_A_ROW for combining, run in runs):
        raise InvalidInput(
            sentence(
                "too_many_accents",
                "The {field} holds more than {most} accents on one letter. Type that text again.",
                field=field_name,
                most=ACCENTS_IN_A_ROW,
            )
        )
