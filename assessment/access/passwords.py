"""Passwords: what is taken for one, and how it is kept."""

import re
import threading
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from assessment.errors import InvalidInput

SHORTEST: Final = 12
LONGEST: Final = 256
"""Characters. Long enough for any sentence; the end keeps a megabyte from being hashed."""

_MANY_AT_ONCE: Final = 4
"""Each takes 19 MiB of memory, and a crowd at the door must not take all of it."""

# The parameters are OWASP's for argon2id.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_turn = threading.BoundedSemaphore(_MANY_AT_ONCE)
_COMMON: Final = frozenset(FREQUENCY_LISTS["passwords"])
_OF_THIS_SERVICE: Final = ("collaboration", "assessment", "hardyards", "thehardyards", "police", "official")


def require_acceptable(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Raise :class:`InvalidInput` unless the password is long enough and not one that is tried first.

    `about` holds what is known of its owner, such as the name. No mixture of kinds of characters is asked for.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            f"The password has {len(password)} characters. Choose one with {SHORTEST} to {LONGEST}; "
            "three or four words that have nothing to do with each other are good."
        )
    core = _core(password)
    known = (*_OF_THIS_SERVICE, *(_core(part) for text in about for part in re.split(r"[\s@.]+", text)))
    is_repeated = len(set(password.casefold())) < 5
    left = core
    for word in sorted(filter(None, known), key=len, reverse=True):
        if len(word) >= 4:
            left = left.replace(word, "")
    if is_repeated or core in _COMMON or password.casefold() in _COMMON or _is_twice_common(core) or len(left) < 4:
        raise InvalidInput("This password is one that is tried first. Choose another, such as three or four words.")


def hashed(password: str) -> str:
    """What is stored of a password."""
    with _turn:
        return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether it is the password. Where there is none stored, it takes as long to say no."""
    with _turn:
        try:
            _HASHER.verify(stored or _NOBODYS, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def _core(text: str) -> str:
    """The text without the digits and signs at its ends, by which people vary one that they have."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text.casefold())


def _is_twice_common(core: str) -> bool:
    half = len(core) // 2
    return core[:half] == core[half:] and core[:half] in _COMMON


_NOBODYS: Final = _HASHER.hash("the password of nobody at all")
