"""What an e-mail address is. One rule for every place where an address is typed."""

import re
from typing import Final

from assessment.errors import InvalidInput, sentence

LONGEST_EMAIL: Final = 254
"""Characters. Source: RFC 5321, 4.5.3.1.3."""

_ATOM: Final = r"[a-z0-9!#$%&*+/=?^_`{|}~-][a-z0-9!#$%&'*+/=?^_`{|}~-]*"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?=[a-z]){_LABEL}", re.ASCII)
"""An address as a browser accepts it, with a full domain name. What stands before it begins with no quote and no dot.

Source: the HTML standard, valid e-mail address; RFC 5321, 4.5.3.1.1, for the 64 characters.
"""


def clean_email_address(typed: str) -> str:
    """Return the address in small letters. Raise :class:`InvalidInput` for anything more or less than one address."""
    if not is_email_address(typed):
        raise InvalidInput(
            sentence(
                "email_invalid",
                "This is not an e-mail address. Write it as name@force.police.uk, with nothing before or after it.",
            )
        )
    return typed.strip().lower()


def is_email_address(typed: str) -> bool:
    """Return True if this is one address, in capital or small letters, with or without space around it."""
    address = typed.strip()
    # Some letters outside ASCII have a small letter inside it: such an address would become another one.
    return address.isascii() and len(address) <= LONGEST_EMAIL and _ADDRESS.fullmatch(address.lower()) is not None
