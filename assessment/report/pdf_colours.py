"""The colours of the palette as the PDF library has them."""

from functools import cache

from reportlab.lib.colors import Color, HexColor


@cache
def pdf_colour(colour: str) -> Color:
    """Return the PDF library's colour for ``#rrggbb``. Each is made once."""
    return HexColor(colour)
