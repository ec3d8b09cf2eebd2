"""Words to lines: breaking text at a width, in several fonts, with the spaces that a reader's software needs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assessment.report.parts import Span
from assessment.report.printable_text import Run, runs
from assessment.report.typefaces import width


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line. A line that ends between two words ends in a space, which `width` leaves out.

    Without that space, software that reads a PDF aloud or copies from it runs the words together
    (ISO 32000-1, 14.8.2.5).
    """

    runs: tuple[Run, ...]
    width: float


def lines(spans: Sequence[Span], *, size: float, available: float) -> tuple[Line, ...]:
    """The text on lines no wider than `available`; a word that is wider is cut between two characters."""
    done: list[Line] = []
    for paragraph in _paragraphs(spans):
        line = _OpenLine(size)
        for word in paragraph:
            wide = _width(word, size)
            if line.width_with(wide) > available + _ALMOST_NOTHING:
                if line.runs:
                    done.append(line.ended())
                *full, word = _cut(word, size, available) if wide > available else [word]  # noqa: PLW2901
                done += [Line(tuple(piece), _width(piece, size)) for piece in full]
                line, wide = _OpenLine(size), _width(word, size)
            line.add(word, wide)
        done.append(line.ended())
    return (*done[:-1], _without_last_space(done[-1]))


_Word = list[Run]

_PIECES: Final = re.compile(r" +|\n|[^ \n]+")
_ALMOST_NOTHING: Final = 1e-6


@dataclass(slots=True)
class _OpenLine:
    size: float
    runs: list[Run] = field(default_factory=list)
    width: float = 0.0

    def width_with(self, wide: float) -> float:
        """How wide the line is with one more word."""
        return self.width + (width(" ", font=self.runs[-1].font, size=self.size) if self.runs else 0.0) + wide

    def add(self, word: _Word, wide: float) -> None:
        self.width = self.width_with(wide)
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
    """The words of each paragraph: a new line starts one, and a word may run on from one span into the next."""
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
    """The word in pieces that fit, all but the last of them full; a piece holds a character at least."""
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
