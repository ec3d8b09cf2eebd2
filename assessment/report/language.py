"""The language of a passage, so that software that reads aloud chooses the right voice.

Forces in Wales answer in Welsh as well as in English, and nobody is asked which. Only these two languages are told
apart. In doubt a passage counts as English, the language of everything around it.
"""

import re
from typing import Final

ENGLISH: Final = ""
"""English is the language of the report, so passages in it need no mark."""
WELSH: Final = "cy"

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_WORDS: Final = 5
_LEAST_SHARE: Final = 0.2


def language_of(passage: str) -> str:
    """Return ``cy`` for a passage that is clearly Welsh, and an empty string for any other."""
    words = [word.casefold() for word in _WORD.findall(passage)]
    welsh = sum(word in _WELSH for word in words)
    english = sum(word in _ENGLISH for word in words)
    is_welsh = len(words) >= _LEAST_WORDS and welsh >= _LEAST_SHARE * len(words) and welsh > 3 * english
    return WELSH if is_welsh else ENGLISH


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Small words that are frequent in one of the two languages and do not exist in the other, as "a", "am" and "i" do.
_WELSH: Final = _words(
    "y yr yn ac mae ein eich eu ei wedi gan gyda heb hyn hynny sydd bod fod nid nad oedd oes yw mewn dros drwy rhwng "
    "wrth hefyd nawr bob pob ond neu fel ar ers cael gael bydd fydd byddai roedd maent mai dim un dau tri"
)
_ENGLISH: Final = _words(
    "the of and to is are was were it its that this for with as by be been has have had not from or at which who we "
    "they their our all each there will would can in on"
)
