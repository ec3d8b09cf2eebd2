"""Typed text as a cell of a spreadsheet, which must show it and never run it as a formula."""

import re
from typing import Final

_RUNS: Final = re.compile("'* *[=+\\-@\t\r\n|＝＋－＠]")
"""What a spreadsheet would run, or would run without the apostrophes that it begins with."""


def as_text(typed: str) -> str:
    """Return typed text as a cell, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{typed}" if _RUNS.match(typed) else typed


def from_text(cell: str) -> str:
    """Return the text from which :func:`as_text` made the cell."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
