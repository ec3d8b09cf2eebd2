"""Colours of the palette as the PDF library's own, made once."""

from functools import cache

from reportlab.lib.colors import Color, HexColor


@cache
def pdf_colour(colour: str) -> Color:
    """The colour, given as ``#rrggbb``."""
    return HexColor(colour)
