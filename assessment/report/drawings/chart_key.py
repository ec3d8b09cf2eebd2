"""The key of a chart: a mark and its words, in as many rows as their width needs."""

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
    """One mark and what it means. `draw` draws it in 16 points from an x, around a height."""

    says: str
    draw: Callable[[float, float], Iterator[Shape]]


def chart_key_height(entries: Sequence[KeyEntry]) -> float:
    """How high the key stands."""
    return len(_rows(entries)) * _ROW


def chart_key(entries: Sequence[KeyEntry]) -> Iterator[Shape]:
    """The key, from the foot of the drawing upwards, first entry at the top left."""
    for number, row in enumerate(reversed(_rows(entries))):
        x, y = 0.0, number * _ROW + 5
        for entry in row:
            yield from entry.draw(x, y + SMALL * 0.34)
            yield from words(entry.says, x + _MARK, y)
            x += _wide(entry)


def _rows(entries: Sequence[KeyEntry]) -> list[list[KeyEntry]]:
    rows: list[list[KeyEntry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(map(_wide, [*rows[-1], entry])) > CONTENT_WIDTH + _GAP:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _wide(entry: KeyEntry) -> float:
    return _MARK + words_width(entry.says, size=SMALL) + _GAP
