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
    """Register every font of the report with the PDF library. Only the first call of a process does anything."""
    for font in _FILES:
        characters(font)


@cache
def characters(font: str) -> frozenset[int]:
    """Return the code points for which a font has a glyph. The first call of a process registers the font."""
    # Two threads at once would register the font twice, and documents would then hold it twice.
    with _REGISTERING:
        return _registered(font)


@cache
def _registered(font: str) -> frozenset[int]:
    face = TTFont(font, str(_FOLDER / _FILES[font]))
    pdfmetrics.registerFont(face)
    return frozenset(face.face.charToGlyph)


def width(text: str, *, font: str, size: float) -> float:
    """Return the width of the text in points."""
    widths = _widths(font)
    return sum([widths[character] for character in text]) * size


class _Widths(dict[str, float]):
    """The width of each character at size 1, looked up when it first occurs."""

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
