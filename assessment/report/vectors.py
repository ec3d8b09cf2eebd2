"""The marks and words that the report's drawings are made of."""

from collections.abc import Iterable, Iterator

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, Shape, String

from assessment.charts import palette
from assessment.report import typefaces
from assessment.report.paint import paint
from assessment.report.paragraphs import Span, lines
from assessment.report.text import runs

SMALL = 9.0
MIDDLE = 10.5


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
    line = None if edge is None else paint(edge)
    return Rect(left, bottom, right - left, top - bottom, fillColor=paint(fill), strokeColor=line, strokeWidth=0.8)


def line(x: float, y: float, to_x: float, to_y: float, *, colour: str = palette.RULE, thick: float = 0.6) -> Line:
    """A straight line."""
    return Line(x, y, to_x, to_y, strokeColor=paint(colour), strokeWidth=thick)


def dot(x: float, y: float) -> Circle:
    """The mark of a mean."""
    return Circle(x, y, 4.2, fillColor=paint(palette.INK), strokeColor=paint(palette.WHITE), strokeWidth=1)


def diamond(x: float, y: float) -> Polygon:
    """The mark of a mean as evidenced: hollow, and wide enough to stand around a dot."""
    half = 8.2
    corners = [x, y + half, x + half, y, x, y - half, x - half, y]
    return Polygon(corners, fillColor=None, strokeColor=paint(palette.INK), strokeWidth=1.4)


def bar(left: float, right: float, y: float) -> Rect:
    """The mark of a range."""
    return box(left, y - 2.6, right, y + 2.6, fill=palette.mixed(palette.INK, palette.WHITE, share=0.45))


def disc(x: float, y: float, radius: float, *, fill: str, edge: str) -> Circle:
    """A filled circle."""
    return Circle(x, y, radius, fillColor=paint(fill), strokeColor=paint(edge), strokeWidth=0.8)


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
        yield String(x, y, part.text, fontName=part.font, fontSize=size, fillColor=paint(colour))
        x += width


def stacked(
    said: str,
    x: float,
    middle: float,
    *,
    width: float,
    size: float = SMALL,
    colour: str = palette.INK,
    strong: bool = False,
    anchor: float = 0.0,
) -> Iterator[String]:
    """Words on as many lines as their width needs, centred on a height."""
    broken = lines([Span(said, strong)], size=size, available=width)
    leading = size * 1.2
    y = middle + leading * (len(broken) - 1) / 2 - size * 0.34
    for each in broken:
        text = "".join(run.text for run in each.runs)
        yield from words(text.rstrip(), x, y, size=size, colour=colour, strong=strong, anchor=anchor)
        y -= leading
