"""Escape text for Markdown and for HTML, so that it is shown and never obeyed.

Text that people typed is drawn by :mod:`pages.components.layout.typed`, which knows no Markdown.
"""

import html
import re
from typing import Final

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>~$|&]|:(?=\w))")
_MARKUP_AT_THE_START: Final = re.compile(r"^(\s*\d*)([-#+=.)])", re.MULTILINE)


def plain(text: str) -> str:
    """Return a question bank's text with the marks of Markdown escaped and its line breaks kept.

    Nothing else is escaped, because a screen reader reads the escaped text where it names a field.
    """
    escaped = _MARKUP_AT_THE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
    return escaped.replace("\n", "  \n")


def in_html(text: str) -> str:
    """Return text with the marks of HTML escaped and its line breaks kept."""
    return html.escape(text).replace("\n", "<br>")
