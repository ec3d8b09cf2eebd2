"""How old a reader must be: the Flesch-Kincaid grade, which counts years at school, and the age at which school begins.

J. P. Kincaid and others, "Derivation of new readability formulas for Navy enlisted personnel", 1975. One grade is one
year; a reader in the first is about six years old, so that five years are added.
"""

from collections.abc import Sequence
from typing import Final

from textstat_rs import flesch_kincaid_grade

FEWEST_WORDS: Final = 100
"""The formula was made for passages of about a hundred words, and says nothing about fewer."""
_YEARS_BEFORE_SCHOOL: Final = 5


def count_words(text: str) -> int:
    """Return how many words the text has, counted as a reader would, between its spaces."""
    return len(text.split())


def reading_age(texts: Sequence[str]) -> float:
    """Return the age in years at which a reader understands the texts, taken together."""
    ended = (text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)
    return flesch_kincaid_grade(" ".join(ended)) + _YEARS_BEFORE_SCHOOL
