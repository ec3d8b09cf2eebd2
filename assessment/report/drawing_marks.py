"""The marks and words that make up the report's drawings. Lengths are in points, and y counts upwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, Shape, String

from assessment.charts import palette
from assessment.report import styles, typefaces
from assessment.report.line_breaking import lines
from assessment.report.parts import Span
from assessment.report.pdf_colours import pdf_colour
from assessment.report.printable_text import runs
from assessment.report.text_metrics import words_width

SMALL: Final = styles.SMALL.size
_SMALLEST: Final = 7.0
_LEADING: Final = 1.2


def drawing(width: float, height: float) -> Drawing:
    """Return an empty drawing."""
    typefaces.register()
    return Drawing(width, height, initialFontName=typefaces.REGULAR)


def add(to: Drawing, shapes: Iterable[Shape]) -> None:
    """Put shapes on a drawing, each on top of the one before."""
    for shape in shapes:
        to.add(shape)


def box(left: float, bottom: float, right: float, top: float, *, fill: str, edge: str | None = None) -> Rect:
    """Return a filled rectangle."""
    line = None if edge is None else pdf_colour(edge)
    return Rect(left, bottom, right - left, top - bottom, fillColor=pdf_colour(fill), strokeColor=line, strokeWidth=0.8)


def line(x: float, y: float, to_x: float, to_y: float, *, colour: str = palette.RULE, thick: float = 0.6) -> Line:
    """Return a straight line."""
    return Line(x, y, to_x, to_y, strokeColor=pdf_colour(colour), strokeWidth=thick)


def dot(x: float, y: float) -> Circle:
    """Return the mark of a mean."""
    return Circle(x, y, 4.2, fillColor=pdf_colour(palette.INK), strokeColor=pdf_colour(palette.WHITE), strokeWidth=1)


def diamond(x: float, y: float) -> Polygon:
    """Return the mark of a mean as evidenced: hollow, and wide enough to surround a dot."""
    half = 8.2
    corners = [x, y + half, x + half, y, x, y - half, x - half, y]
    return Polygon(corners, fillColor=None, strokeColor=pdf_colour(palette.INK), strokeWidth=1.4)


def square(x: float, y: float) -> Rect:
    """Return the mark of a mean of an earlier round: hollow."""
    edge = pdf_colour(palette.SERIES[1])
    return Rect(x - 4, y - 4, 8, 8, fillColor=pdf_colour(palette.WHITE), strokeColor=edge, strokeWidth=1.4)


def bar(left: float, right: float, y: float) -> Rect:
    """Return the mark of a range."""
    return box(left, y - 2.6, right, y + 2.6, fill=palette.mixed(palette.INK, palette.WHITE, share=0.45))


def disc(x: float, y: float, radius: float, *, fill: str, edge: str) -> Circle:
    """Return a filled circle."""
    return Circle(x, y, radius, fillColor=pdf_colour(fill), strokeColor=pdf_colour(edge), strokeWidth=0.8)


def words(
    text: str,
    x: float,
    y: float,
    *,
    size: float = SMALL,
    colour: str = palette.INK,
    strong: bool = False,
    anchor: float = 0.0,
) -> Iterator[String]:
    """Yield words on one line. `anchor` is the share of their width that lies to the left of `x`: 0, 0.5 or 1."""
    pieces = runs(text, strong=strong)
    widths = [typefaces.width(piece.text, font=piece.font, size=size) for piece in pieces]
    x -= anchor * sum(widths)
    for piece, width in zip(pieces, widths, strict=True):
        yield String(x, y, piece.text, fontName=piece.font, fontSize=size, fillColor=pdf_colour(colour))
        x += width


@dataclass(frozen=True, slots=True)
class FittedText:
    """Words that are broken into lines and measured, but not yet placed."""

    lines: tuple[tuple[str, bool], ...]
    """The text of each line, with True where it is strong."""
    size: float

    @property
    def height(self) -> float:
        """Return the height from the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * _LEADING

    def around(self, x: float, middle: float, *, anchor: float = 0.0, colour: str = palette.INK) -> Iterator[String]:
        """Yield the words, centred on the height `middle`. `anchor` is the share of each line to the left of `x`."""
        leading = self.size * _LEADING
        y = middle + leading * (len(self.lines) - 1) / 2 - self.size * 0.34
        for text, strong in self.lines:
            yield from words(text, x, y, size=self.size, colour=colour, strong=strong, anchor=anchor)
            y -= leading


def fitted(texts: Sequence[tuple[str, bool]], *, width: float, height: float, size: float) -> FittedText:
    """Fit texts below each other into a box, each on as many lines as it needs; True marks a strong text.

    Texts that do not fit are set smaller, and in the end cut short. The table beside the chart and the chart's text
    alternative hold them in full.
    """
    while True:
        broken = [_broken(text, strong, width=width, size=size) for text, strong in texts]
        if sum(map(len, broken)) * size * _LEADING <= height:
            break
        if size > _SMALLEST:
            size -= 0.5
            continue
        longest = max(broken, key=len)
        if len(longest) == 1:
            break
        longest.pop()
        longest[-1] = (_cut(longest[-1][0], width=width, size=size, strong=longest[-1][1]), longest[-1][1])
        texts = [(" ".join(line for line, _ in lines), lines[0][1]) for lines in broken]
    return FittedText(tuple(line for lines in broken for line in lines), size)


def _broken(text: str, strong: bool, *, width: float, size: float) -> list[tuple[str, bool]]:
    broken = lines([Span(text, strong)], size=size, available=width)
    return [("".join(run.text for run in line.runs).rstrip(), strong) for line in broken]


def _cut(text: str, *, width: float, size: float, strong: bool) -> str:
    while text and words_width(text + "…", size=size, strong=strong) > width:
        text = text[:-1]
    return text.rstrip() + "…"
