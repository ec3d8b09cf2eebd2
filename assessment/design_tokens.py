"""The tokens of everything that is drawn: colours, type, space and grid, as a stylesheet or one by one.

The app, the pages before it, the report as a web page and as a PDF, and the charts share them, so that none looks like
another product.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

_COLOUR: Final = re.compile(r"(?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?")
_STEP: Final = re.compile(r"([.\d]+)rem/([.\d]+)rem")


@cache
def stylesheet() -> str:
    """Return the custom properties of CSS and the badge of a grade. Each colour follows the page's colour scheme."""
    return Path(__file__).with_name("tokens.css").read_text(encoding="utf-8")


def value(name: str) -> str:
    """Return a token as CSS has it, such as ``1rem/1.5rem`` for ``body``."""
    return _values()[name]


def colour(name: str, *, dark: bool = False) -> str:
    """Return a colour as ``#rrggbb``: on white paper, or on dark paper."""
    found = _COLOUR.fullmatch(value(name))
    if found is None:
        raise ValueError(f"--{name} is no colour")
    return (dark and found[2]) or found[1]


def type_size(name: str) -> float:
    """Return the size of a step of the type scale, as a share of the size of the text."""
    found = _STEP.fullmatch(value(name))
    if found is None:
        raise ValueError(f"--{name} is no step of the type scale")
    return float(found[1])


@cache
def _values() -> dict[str, str]:
    """Return each token by its name. Those of a narrow screen, which stand later in the file, are left out."""
    wide = stylesheet().partition("@media")[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", wide))
