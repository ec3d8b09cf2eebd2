"""The key of a chart: marks with their words, in as many rows as they need."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Shape

from assessment.report.drawing_marks import SMALL, words
from assessment.report.styles import CONTENT_WIDTH
from assessment.report.text_metrics import words_width

_MARK: Final = 22.0
_GAP: Final = 22.0
_ROW: Final = 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """A mark and its meaning. `draw` takes an x and a y, and draws the mark 16 points wide from x, centred on y."""

    words: str
    draw: Callable[[float, float], Iterator[Shape]]


def chart_key_height(entries: Sequence[KeyEntry]) -> float:
    """Return the height of the key in points."""
    return len(_rows(entries)) * _ROW


def chart_key(entries: Sequence[KeyEntry]) -> Iterator[Shape]:
    """Draw the key at the foot of the drawing, with the first entry at the top left."""
    for number, row in enumerate(reversed(_rows(entries))):
        x, y = 0.0, number * _ROW + 5
        for entry in row:
            yield from entry.draw(x, y + SMALL * 0.34)
            yield from words(entry.words, x + _MARK, y)
            x += _width(entry)


def _rows(entries: Sequence[KeyEntry]) -> list[list[KeyEntry]]:
    rows: list[list[KeyEntry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(map(_width, [*rows[-1], entry])) > CONTENT_WIDTH + _GAP:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _width(entry: KeyEntry) -> float:
    return _MARK + words_width(entry.words, size=SMALL) + _GAP
