"""Numbers as people type them into the register."""

import re
from decimal import Decimal
from typing import Final

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, sentence

_NUMBER: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?|\.\d+", re.ASCII)
_MOST_CHARACTERS: Final = 40


def typed_decimal(text: str, field: RegisterField) -> Decimal | None:
    """Return the number that was typed, as ``12.5``, ``1,250`` or ``40 %``, or None for nothing.

    Raise :class:`InvalidInput` for anything else.
    """
    plain = "".join(text.split()).removesuffix("%")
    return _number(plain, field) if plain else None


def typed_pounds(text: str, field: RegisterField) -> int | None:
    """Return the amount that was typed in whole pounds, as ``£1,130,000``, or None for nothing.

    Raise :class:`InvalidInput` for anything else, and for an amount with pence.
    """
    plain = "".join(text.split()).removeprefix("£")
    if not plain:
        return None
    amount = _number(plain, field)
    if amount != amount.to_integral_value():
        raise InvalidInput(
            sentence("pounds_with_pence", "Give the {field} in whole pounds, without pence.", field=field)
        )
    return int(amount)


def _number(plain: str, field: RegisterField) -> Decimal:
    if len(plain) > _MOST_CHARACTERS or not _NUMBER.fullmatch(plain):
        raise InvalidInput(
            sentence("number_unclear", "Give the {field} as a number, such as 1250 or 12.5.", field=field)
        )
    return Decimal(plain.replace(",", ""))
