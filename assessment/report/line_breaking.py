"""Breaking text in several fonts into lines of a given width, with the spaces that screen readers need."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assessment.report.parts import Span
from assessment.report.printable_text import Run, runs
from assessment.report.typefaces import width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. A line that ends between two words ends in a space, which `width` leaves out.

    Without that space, software that reads a PDF aloud or copies from it runs the words together
    (ISO 32000-1, 14.8.2.5).
    """

    runs: tuple[Run, ...]
    width: float


def lines(spans: Sequence[Span], *, size: float, available: float) -> tuple[Line, ...]:
    """Break the text into lines no wider than `available`. A word that is wider is cut between two characters."""
    finished: list[Line] = []
    for paragraph in _paragraphs(spans):
        line = _OpenLine(size)
        for word in paragraph:
            wide = _width(word, size)
            used = line.width_with(wide)
            if used > available + _ALMOST_NOTHING:
                if line.runs:
                    finished.append(line.ended())
                *full, word = _cut(word, size, available) if wide > available else [word]  # noqa: PLW2901
                finished += [Line(tuple(piece), _width(piece, size)) for piece in full]
                line, used = _OpenLine(size), _width(word, size)
            line.add(word, used)
        finished.append(line.ended())
    return (*finished[:-1], _without_last_space(finished[-1]))


_Word = list[Run]

_PIECES: Final = re.compile(r" +|\n|[^ \n]+")
_ALMOST_NOTHING: Final = 1e-6


@dataclass(slots=True)
class _OpenLine:
    size: float
    runs: list[Run] = field(default_factory=list)
    width: float = 0.0

    def width_with(self, wide: float) -> float:
        """Return the width of the line with one more word."""
        return self.width + (width(" ", font=self.runs[-1].font, size=self.size) if self.runs else 0.0) + wide

    def add(self, word: _Word, used: float) -> None:
        """Add a word to the line, which is then as wide as `used`."""
        self.width = used
        self._add_space()
        for run in word:
            if self.runs and self.runs[-1].font == run.font:
                self.runs[-1] = Run(self.runs[-1].text + run.text, run.font)
            else:
                self.runs.append(run)

    def ended(self) -> Line:
        self._add_space()
        return Line(tuple(self.runs), self.width)

    def _add_space(self) -> None:
        if self.runs:
            self.runs[-1] = Run(self.runs[-1].text + " ", self.runs[-1].font)


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[_Word]]:
    """Yield the words of each paragraph. A newline starts a paragraph; a word may run from one span into the next."""
    words: list[_Word] = []
    word: _Word = []
    for span in spans:
        for run in runs(span.text, strong=span.strong):
            for piece in _PIECES.findall(run.text):
                if piece[0] not in " \n":
                    word.append(Run(piece, run.font))
                    continue
                if word:
                    words.append(word)
                    word = []
                if piece == "\n":
                    yield words
                    words = []
    if word:
        words.append(word)
    yield words


def _cut(word: _Word, size: float, available: float) -> list[_Word]:
    """Cut the word into pieces that fit. All but the last are full, and each holds at least one character."""
    pieces: list[_Word] = [[]]
    used = 0.0
    for run in word:
        start = 0
        for place, character in enumerate(run.text):
            wide = width(character, font=run.font, size=size)
            if used + wide > available and (pieces[-1] or place > start):
                if place > start:
                    pieces[-1].append(Run(run.text[start:place], run.font))
                pieces.append([])
                start, used = place, 0.0
            used += wide
        pieces[-1].append(Run(run.text[start:], run.font))
    return pieces


def _width(word: Sequence[Run], size: float) -> float:
    return sum(width(run.text, font=run.font, size=size) for run in word)


def _without_last_space(line: Line) -> Line:
    if not line.runs:
        return line
    *before, last = line.runs
    return Line((*before, Run(last.text.removesuffix(" "), last.font)), line.width)
