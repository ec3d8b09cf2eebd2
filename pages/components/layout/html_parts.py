"""Parts of a page as our own HTML, one below the other, drawn as one element.

The browser renders the whole page anew for each element that arrives. So a page of few elements is drawn sooner.
"""

import streamlit as st

from pages.components.layout.escaping import in_html


def show(*parts: str) -> None:
    """Draw the parts, which are HTML; nothing where all of them are empty."""
    if any(parts):
        st.html(stack(*parts))


def stack(*parts: str) -> str:
    """Return the parts with space between them, as HTML."""
    return f'<div class="stack">{"".join(parts)}</div>'


def fold(words: str, *parts: str) -> str:
    """Return parts that a click on the words opens, as HTML."""
    return f'<details class="more"><summary>{in_html(words)}</summary>{stack(*parts)}</details>'


def paragraph(text: str) -> str:
    """Return a paragraph of text, as HTML."""
    return f"<p>{in_html(text)}</p>"


def bullets(lines: list[str]) -> str:
    """Return a list with a bullet before each line of text, as HTML."""
    return f'<ul class="bullets">{"".join(f"<li>{in_html(line)}</li>" for line in lines)}</ul>'
