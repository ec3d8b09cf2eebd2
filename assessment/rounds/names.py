"""How names are put in order, found and recognised: without regard to accents, case and how they were typed.

A database sorts by its own collation, which differs from one to the next, so names are sorted here.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("‐‑‒–—", "-")
)
"""The plain letters and signs for those that Unicode does not decompose."""


@lru_cache(maxsize=10_000)
def name_key(name: str) -> str:
    """Return the key by which the name sorts, and which is equal for names that a reader takes for the same.

    Accented letters count as their letters, capitals as small letters, and any run of spaces as one space. Composed
    and decomposed characters are equal.
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    # Folding can compose a letter anew, and a mark is only seen apart from its letter.
    plain = "".join(each for each in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(each))
    return " ".join(plain.translate(_LETTERS).split())


def round_named(title: str, *, word: str = "Round") -> str:
    """Return a round by its title, as ``Round 2026``. One whose title says that it is a round stands by that alone."""
    return title if name_key(title).startswith("round ") else f"{word} {title}"


def name_contains(name: str, sought: str) -> bool:
    """Return True if what is sought occurs in the name. An empty search finds every name."""
    return name_key(sought) in name_key(name)
