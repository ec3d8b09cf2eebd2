"""Judge the strength of passwords, hash them, and compare them with their hashes."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE

from assessment.errors import InvalidInput, sentence

SHORTEST: Final = 12
LONGEST: Final = 256
"""Characters. Long enough for any sentence; the limit keeps a megabyte from being hashed."""

_STRONG: Final = 4
"""The highest of zxcvbn's scores, 0 to 4: at least 10,000,000,000 guesses."""
_MOST_ESTIMATED: Final = 32
"""Characters that are estimated. The time zxcvbn takes grows with the square of the length and faster."""
_MOST_SUBSTITUTES: Final = 8
"""Different signs that may stand for letters, such as 4 for a. zxcvbn tries every combination of their meanings."""
_SUBSTITUTES: Final = frozenset(sign for signs in L33T_TABLE.values() for sign in signs)
_OF_THIS_SERVICE: Final = (
    "collaboration",
    "assessment",
    "self-assessment",
    "collaboration self-assessment",
    "hard yards",
    "hardyards",
    "the hard yards",
    "thehardyards",
    "hmicfrs",
    "police",
    "policing",
    "official",
)

MANY_AT_ONCE: Final = 4
"""Each hash takes 19 MiB of memory, and many sign-ins at once must not take all of it."""

# The parameters are OWASP's for argon2id.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
hashing: Final = threading.BoundedSemaphore(MANY_AT_ONCE)
"""Held for each hash."""
_estimating = threading.Lock()


def require_acceptable(password: str, *, about: Iterable[str] = ()) -> None:
    """Raise :class:`InvalidInput` unless the password is long enough and hard to guess.

    `about` holds what is known of its owner, such as the name. No mixture of kinds of characters is required.
    Source: NIST SP 800-63B-4, 3.1.1.2.
    """
    password = _composed(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            sentence(
                "password_length",
                "The password has {length} characters. Choose one with {shortest} to {longest}; three or four "
                "unrelated words work well.",
                length=len(password),
                shortest=SHORTEST,
                longest=LONGEST,
            )
        )
    known = [*_OF_THIS_SERVICE, *(form for text in about for form in _written_forms(text))]
    # zxcvbn keeps the words it is given in a dictionary of the whole process.
    with _estimating:
        score = zxcvbn(_estimated_part(password), user_inputs=known)["score"]
    if score < _STRONG:
        raise InvalidInput(
            sentence(
                "password_guessable",
                "This password is too easy to guess. Choose another, such as three or four unrelated words.",
            )
        )


def hashed(password: str) -> str:
    """Return the hash of the password, with its parameters and a salt of its own."""
    with hashing:
        return _HASHER.hash(_bytes(_composed(password)))


def matches(stored: str | None, password: str) -> bool:
    """Return True if `stored` is a hash of the password. Without a hash, take as long to return False."""
    with hashing:
        try:
            _HASHER.verify(stored or _NOBODYS, _bytes(_composed(password)[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def _composed(password: str) -> str:
    """Return the password in the form that is hashed, in which an accented letter is one character (NFC).

    Keyboards and systems differ in what they send for one. Source: NIST SP 800-63B-4, 3.1.1.2. A password that is far
    too long stays as it is: nothing that is accepted has more than four times its characters in any form.
    """
    return unicodedata.normalize("NFC", password) if len(password) <= 4 * LONGEST else password


def _bytes(password: str) -> bytes:
    """Return the bytes of the password. Half a character (a lone surrogate) has bytes too."""
    return password.encode("utf-8", "surrogatepass")


def _written_forms(text: str) -> list[str]:
    """Return the text, its words, and the words written as one."""
    words = [word for word in re.split(r"[\W_]+", text) if word]
    return [text, *words, "".join(words)]


def _estimated_part(password: str) -> str:
    """Return a part of the password that is estimated quickly. A part is never harder to guess than the whole."""
    kept = ""
    substitutes: set[str] = set()
    for character in password[:_MOST_ESTIMATED]:
        if character in _SUBSTITUTES and character not in substitutes:
            if len(substitutes) == _MOST_SUBSTITUTES:
                continue
            substitutes.add(character)
        kept += character
    return kept


_NOBODYS: Final = _HASHER.hash("the password of nobody at all")
