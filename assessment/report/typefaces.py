"""The report's fonts: Source Sans 3, as on the screen, and DejaVu Sans for the characters it lacks."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "SourceSans3"
STRONG: Final = "SourceSans3-Semibold"
FALLBACK: Final = "DejaVuSans"

_REGISTERING: Final = Lock()
_FOLDER: Final = Path(__file__).parent / "fonts"
_FILES: Final = {
    REGULAR: "SourceSans3-Regular.ttf",
    STRONG: "SourceSans3-Semibold.ttf",
    FALLBACK: "DejaVuSans.ttf",
}


def register() -> None:
    """Make every font of the report known to the PDF library; again and again costs nothing."""
    for font in _FILES:
        characters(font)


@cache
def characters(font: str) -> frozenset[int]:
    """The code points a font has a glyph for. The first call of a process registers the font."""
    # Two threads at once would register it twice, and a document would hold it twice.
    with _REGISTERING:
        return _registered(font)


@cache
def _registered(font: str) -> frozenset[int]:
    face = TTFont(font, str(_FOLDER / _FILES[font]))
    pdfmetrics.registerFont(face)
    return frozenset(face.face.charToGlyph)


def width(text: str, *, font: str, size: float) -> float:
    """How wide the text stands, in points."""
    widths = _widths(font)
    return sum([widths[character] for character in text]) * size


class _Widths(dict[str, float]):
    """The width of each character at size 1, asked for when it first occurs."""

    def __init__(self, font: str) -> None:
        characters(font)
        super().__init__()
        self.font = font

    def __missing__(self, character: str) -> float:
        wide: float = pdfmetrics.stringWidth(character, self.font, 1)
        self[character] = wide
        return wide


@cache
def _widths(font: str) -> _Widths:
    return _Widths(font)
