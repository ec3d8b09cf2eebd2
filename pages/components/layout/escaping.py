"""Escapes text for Markdown and HTML. Text that people typed is drawn by :mod:`pages.components.layout.typed`."""

import html
import re
from typing import Final

from assessment.bank.model import Bank, Citation

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>~$|&]|:(?=\w))")
_MARKUP_AT_THE_START: Final = re.compile(r"^(\s*\d*)([-#+=.)])", re.MULTILINE)


def plain(text: str) -> str:
    """A question bank's text for a place that reads Markdown, with its marks escaped and line breaks kept.

    Nothing else is escaped: where the text names a field, a screen reader is given it as it stands here.
    """
    escaped = _MARKUP_AT_THE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
    return escaped.replace("\n", "  \n")


def in_html(text: str) -> str:
    """Text for a place that reads HTML, with line breaks kept."""
    return html.escape(text).replace("\n", "<br>")


def citation(bank: Bank, cited: Citation) -> str:
    """A source and the place in it, in plain words."""
    source = bank.source(cited.source)
    named = ", ".join(part for part in (source.publisher, source.title, source.written_date) if part)
    return f"{named}: {cited.where}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 question``, ``12 questions``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
