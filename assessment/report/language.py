"""In which language a passage is written, so that software that reads aloud chooses the right voice.

Forces in Wales answer in Welsh as well as in English, and nobody is asked which. Only these two are told apart, and in
doubt a passage counts as English, the language of everything around it.
"""

import re
from typing import Final

ENGLISH: Final = ""
"""The report's own language needs no mark."""
WELSH: Final = "cy"

_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 5
_SHARE: Final = 0.2


def language_of(passage: str) -> str:
    """``cy`` where the passage is plainly Welsh, else nothing."""
    words = [word.casefold() for word in _WORD.findall(passage)]
    welsh = sum(word in _WELSH for word in words)
    english = sum(word in _ENGLISH for word in words)
    is_welsh = len(words) >= _FEWEST and welsh >= _SHARE * len(words) and welsh > 3 * english
    return WELSH if is_welsh else ENGLISH


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Small words that are frequent in one of the two languages and no word of the other: neither "a" nor "am" nor "i".
_WELSH: Final = _words(
    "y yr yn ac mae ein eich eu ei wedi gan gyda heb hyn hynny sydd bod fod nid nad oedd oes yw mewn dros drwy rhwng "
    "wrth hefyd nawr bob pob ond neu fel ar ers cael gael bydd fydd byddai roedd maent mai dim un dau tri"
)
_ENGLISH: Final = _words(
    "the of and to is are was were it its that this for with as by be been has have had not from or at which who we "
    "they their our all each there will would can in on"
)
