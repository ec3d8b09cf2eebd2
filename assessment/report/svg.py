"""Drawings as SVG for the web page, with the shapes that the PDF has."""

from collections.abc import Iterator
from html import escape
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color

from assessment.report import typefaces
from assessment.report.printable_text import readable

_FAMILY: Final = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"


def svg(drawing: Drawing, *, alternative: str) -> str:
    """Return the drawing as one ``svg`` element, labelled with its text alternative."""
    height, label = drawing.height, " ".join(readable(alternative).split())
    shapes = "".join(_shape(shape, height) for shape in drawing.contents)
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {_number(drawing.width)} {_number(height)}" '
        f'font-family="{_FAMILY}">{shapes}</svg>'
    )


def _shape(shape: Shape, height: float) -> str:
    """Return one shape. In SVG, y counts from the top downwards."""
    match shape:
        case Rect():
            top = _number(height - shape.y - shape.height)
            box = f'x="{_number(shape.x)}" y="{top}" width="{_number(shape.width)}" height="{_number(shape.height)}"'
            return f"<rect {box} {_paint(shape)}/>"
        case Circle():
            place = f'cx="{_number(shape.cx)}" cy="{_number(height - shape.cy)}" r="{_number(shape.r)}"'
            return f"<circle {place} {_paint(shape)}/>"
        case Line():
            ends = f"{_number(shape.x1)},{_number(height - shape.y1)} {_number(shape.x2)},{_number(height - shape.y2)}"
            return f'<polyline points="{ends}" fill="none" {_stroke(shape)}/>'
        case Polygon():
            return f'<polygon points="{_points(shape.points, height)}" {_paint(shape)}/>'
        case PolyLine():
            return f'<polyline points="{_points(shape.points, height)}" fill="none" {_stroke(shape)}/>'
        case String():
            return _words(shape, height)
        case _:
            raise TypeError(f"{type(shape).__name__} has no form in SVG yet.")


def _words(shape: String, height: float) -> str:
    # With `textLength` the words take the room that was measured for them, whatever font the browser has.
    text_width = typefaces.width(shape.text, font=shape.fontName, size=shape.fontSize)
    weight = ' font-weight="600"' if shape.fontName == typefaces.STRONG else ""
    return (
        f'<text x="{_number(shape.x)}" y="{_number(height - shape.y)}" font-size="{_number(shape.fontSize)}"{weight} '
        f'textLength="{_number(text_width)}" lengthAdjust="spacingAndGlyphs" fill="{_colour(shape.fillColor)}">'
        f"{escape(shape.text)}</text>"
    )


def _points(numbers: list[float], height: float) -> str:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return " ".join(f"{_number(x)},{_number(height - y)}" for x, y in pairs)


def _paint(shape: Shape) -> str:
    return f'fill="{_colour(shape.fillColor)}" {_stroke(shape)}'


def _stroke(shape: Shape) -> str:
    return " ".join(_stroke_parts(shape))


def _stroke_parts(shape: Shape) -> Iterator[str]:
    yield f'stroke="{_colour(shape.strokeColor)}"'
    if shape.strokeColor is not None:
        yield f'stroke-width="{_number(shape.strokeWidth)}"'
    if dashes := getattr(shape, "strokeDashArray", None):
        yield f'stroke-dasharray="{" ".join(map(_number, dashes))}"'


def _colour(colour: Color | None) -> str:
    return "none" if colour is None else f"#{colour.hexval()[2:]}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
