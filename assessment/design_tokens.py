"""The tokens of everything that is drawn on a screen, as the beginning of a stylesheet: colours, type, space and grid.

The app, the pages before it and the report as a web page share them, so that none looks like another product.
"""

from functools import cache
from pathlib import Path


@cache
def stylesheet() -> str:
    """Return the custom properties of CSS. Each colour follows the page's colour scheme."""
    return Path(__file__).with_name("tokens.css").read_text(encoding="utf-8")
