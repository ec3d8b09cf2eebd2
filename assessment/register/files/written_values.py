"""What is written in a cell or in a part of a line, as the value that it stands for."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from assessment.codes import RegisterField
from assessment.dates import typed_day
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.forces import Forces
from assessment.ids import ForceId
from assessment.rounds.names import name_key
from assessment.rounds.spreadsheet_text import from_text
from assessment.wording import words

Code = TypeVar("Code", bound=StrEnum)

_SPACES: Final = re.compile("[\u00a0\u2007\u202f]")
"""Spaces at which a line does not break, as web pages and documents have them. Nobody sees that they are others."""
_FORMULA: Final = re.compile(r" *[=＝]")
_ERROR: Final = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)", re.ASCII)
_SHORTENED: Final = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{1,3}", re.ASCII)
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
_THOUSANDS: Final = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenValues:
    """Reads one text after the other. What was mended is added to `mended`. Each raises :class:`InvalidInput`."""

    forces: Forces
    mended: list[Sentence] = field(default_factory=list)

    def text(self, cell: str, *, keeps_spaces: bool = False) -> str:
        """Return the text of a cell as it was typed, without the apostrophe that says that it is a text.

        `keeps_spaces` is True for a text of several lines, in which words may be kept together.
        """
        if _FORMULA.match(cell):
            raise InvalidInput(
                sentence(
                    "import_formula_text",
                    "The text begins with = like a formula. Give the value, or put an apostrophe before the text.",
                )
            )
        text = from_text(cell).strip()
        if not keeps_spaces and _SPACES.search(text):
            text = _SPACES.sub(" ", text)
            self.mended.append(sentence("import_spaces", "Spaces that keep words together were read as ordinary ones."))
        if _ERROR.fullmatch(text):
            raise InvalidInput(error_value(text))
        if _SHORTENED.fullmatch(text):
            raise InvalidInput(
                sentence(
                    "import_number_shortened",
                    "Excel has shortened a long number to {found}. Make the column text, and type it again.",
                    found=text,
                )
            )
        return text[1:] if marked_as_text(text[1:]) == text else text

    def day(self, text: str, name: RegisterField) -> date:
        """Return the day that is written: as 2026-11-01, or with the day before the month, which is said."""
        found = typed_day(text)
        if found is None:
            raise InvalidInput(
                sentence(
                    "import_day_unclear",
                    "“{found}” is no day. For the {field}, write it as 2026-11-01 or 1 November 2026.",
                    found=short(text),
                    field=name,
                )
            )
        if not _ISO_DAY.fullmatch(text):
            self.read_as(text, found)
        return found

    def number(self, text: str, name: RegisterField) -> Decimal:
        """Return the number that is written, without its pound sign, its per cent sign and its commas."""
        plain = text.replace("£", "").replace("%", "").replace(" ", "")
        if _THOUSANDS.fullmatch(plain):
            plain = plain.replace(",", "")
        if not _NUMBER.fullmatch(plain):
            raise InvalidInput(
                sentence(
                    "import_number_unclear",
                    "“{found}” is no number. For the {field}, write digits alone, such as 1250.",
                    found=short(text),
                    field=name,
                )
            )
        if plain != text:
            self.read_as(text, plain)
        return Decimal(plain)

    def force(self, text: str, name: RegisterField) -> ForceId:
        """Return the force with that id, name or short name, now or once."""
        found = self.forces.find(text)
        if found is None:
            raise InvalidInput(
                sentence(
                    "import_force_unknown",
                    "“{found}” is no force on the list. For the {field}, give the id, name or short name of one.",
                    found=short(text),
                    field=name,
                )
            )
        return found.id

    def code(self, text: str, name: RegisterField, codes: type[Code]) -> Code:
        """Return the code that is written, itself or in its words."""
        found = _key(text)
        for code in codes:
            if found in (_key(code.value), _key(words(code))):
                return code
        raise InvalidInput(
            sentence(
                "import_code_unknown",
                "“{found}” is not on the list for the {field}. Write one of {codes}.",
                found=short(text),
                field=name,
                codes=", ".join(codes),
            )
        )

    def read_as(self, found: str, read: object) -> None:
        """Note that something was read as something else."""
        self.mended.append(sentence("import_read_as", "“{found}” was read as {read}.", found=short(found), read=read))


def marked_as_text(text: str) -> str:
    """Return the text as a cell, with an apostrophe before it where it would be taken for what Excel writes."""
    is_misread = any(kind.fullmatch(text.lstrip("'")) for kind in (_ERROR, _SHORTENED))
    return f"'{text}" if is_misread else text


def error_value(text: str) -> Sentence:
    """Return the words for an error that stands in a cell instead of a value."""
    return sentence(
        "import_error_value", "The cell holds the error {error}. Correct it or empty it.", error=short(text)
    )


def short(text: str) -> str:
    """Return the beginning of a text that may be long, for a sentence about it."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _key(text: str) -> str:
    return name_key(text).replace("_", " ")
