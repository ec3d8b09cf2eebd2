"""The marks and words that the report's drawings are made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, Shape, String

from assessment.charts import palette
from assessment.report import typefaces
from assessment.report.line_breaking import lines
from assessment.report.parts import Span
from assessment.report.pdf_colours import pdf_colour
from assessment.report.printable_text import runs
from assessment.report.text_metrics import words_width

SMALL: Final = 9.0
MIDDLE: Final = 10.5
_SMALLEST: Final = 7.0
_LEADING: Final = 1.2


def drawing(width: float, height: float) -> Drawing:
    """An empty drawing."""
    typefaces.register()
    return Drawing(width, height, initialFontName=typefaces.REGULAR)


def add(to: Drawing, shapes: Iterable[Shape]) -> None:
    """Put shapes on a drawing, each over the one before."""
    for shape in shapes:
        to.add(shape)


def box(left: float, bottom: float, right: float, top: float, *, fill: str, edge: str | None = None) -> Rect:
    """A filled rectangle."""
    line = None if edge is None else pdf_colour(edge)
    return Rect(left, bottom, right - left, top - bottom, fillColor=pdf_colour(fill), strokeColor=line, strokeWidth=0.8)


def line(x: float, y: float, to_x: float, to_y: float, *, colour: str = palette.RULE, thick: float = 0.6) -> Line:
    """A straight line."""
    return Line(x, y, to_x, to_y, strokeColor=pdf_colour(colour), strokeWidth=thick)


def dot(x: float, y: float) -> Circle:
    """The mark of a mean."""
    return Circle(x, y, 4.2, fillColor=pdf_colour(palette.INK), strokeColor=pdf_colour(palette.WHITE), strokeWidth=1)


def diamond(x: float, y: float) -> Polygon:
    """The mark of a mean as evidenced: hollow, and wide enough to stand around a dot."""
    half = 8.2
    corners = [x, y + half, x + half, y, x, y - half, x - half, y]
    return Polygon(corners, fillColor=None, strokeColor=pdf_colour(palette.INK), strokeWidth=1.4)


def square(x: float, y: float) -> Rect:
    """The mark of a mean of an earlier round: hollow."""
    edge = pdf_colour(palette.SERIES[1])
    return Rect(x - 4, y - 4, 8, 8, fillColor=pdf_colour(palette.WHITE), strokeColor=edge, strokeWidth=1.4)


def bar(left: float, right: float, y: float) -> Rect:
    """The mark of a range."""
    return box(left, y - 2.6, right, y + 2.6, fill=palette.mixed(palette.INK, palette.WHITE, share=0.45))


def disc(x: float, y: float, radius: float, *, fill: str, edge: str) -> Circle:
    """A filled circle."""
    return Circle(x, y, radius, fillColor=pdf_colour(fill), strokeColor=pdf_colour(edge), strokeWidth=0.8)


def words(
    said: str,
    x: float,
    y: float,
    *,
    size: float = SMALL,
    colour: str = palette.INK,
    strong: bool = False,
    anchor: float = 0.0,
) -> Iterator[String]:
    """Words on one line. `anchor` is the share of their width that lies left of `x`: 0, 0.5 or 1."""
    parts = runs(said, strong=strong)
    wide = [typefaces.width(part.text, font=part.font, size=size) for part in parts]
    x -= anchor * sum(wide)
    for part, width in zip(parts, wide, strict=True):
        yield String(x, y, part.text, fontName=part.font, fontSize=size, fillColor=pdf_colour(colour))
        x += width


@dataclass(frozen=True, slots=True)
class FittedText:
    """Words broken into lines, measured, and not yet placed."""

    lines: tuple[tuple[str, bool], ...]
    """Each line, and whether it is strong."""
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * _LEADING

    def around(self, x: float, middle: float, *, anchor: float = 0.0, colour: str = palette.INK) -> Iterator[String]:
        """The words, centred on a height. `anchor` is the share of each line that lies left of `x`."""
        leading = self.size * _LEADING
        y = middle + leading * (len(self.lines) - 1) / 2 - self.size * 0.34
        for said, strong in self.lines:
            yield from words(said, x, y, size=self.size, colour=colour, strong=strong, anchor=anchor)
            y -= leading


def fitted(said: Sequence[tuple[str, bool]], *, width: float, height: float, size: float) -> FittedText:
    """Texts below each other, each on as many lines as it needs, set smaller and at last cut short to fit the room.

    What is cut stands in full in the table beside the chart and in its text alternative.
    """
    while True:
        broken = [_broken(text, strong, width=width, size=size) for text, strong in said]
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
        said = [(" ".join(line for line, _ in lines), lines[0][1]) for lines in broken]
    return FittedText(tuple(line for lines in broken for line in lines), size)


def _broken(text: str, strong: bool, *, width: float, size: float) -> list[tuple[str, bool]]:
    broken = lines([Span(text, strong)], size=size, available=width)
    return [("".join(run.text for run in line.runs).rstrip(), strong) for line in broken]


def _cut(text: str, *, width: float, size: float, strong: bool) -> str:
    while text and words_width(text + "…", size=size, strong=strong) > width:
        text = text[:-1]
    return text.rstrip() + "…"
