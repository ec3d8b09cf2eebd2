"""What a person typed, drawn as it was typed.

Markdown is no place for it: even with every mark escaped, Streamlit makes links of addresses in it, icons of their
names, and other signs of arrows and dashes.
"""

import streamlit as st

from pages.components.layout.escaping import in_html


def title(text: str) -> None:
    """Draw the title of a page."""
    st.html(f'<h1 class="typed">{in_html(text)}</h1>')


def question(text: str) -> None:
    """Draw the title of a page that asks before something is done. It takes the focus, once."""
    st.html(f'<h1 class="typed" tabindex="-1" data-message="{in_html(text)}">{in_html(text)}</h1>')


def heading(text: str) -> None:
    """Draw the heading of a section."""
    st.html(f'<h2 class="typed">{in_html(text)}</h2>')


def line(text: str, *, strong: str = "", kind: str = "line") -> None:
    """Draw a line of text, with `strong` in bold before it. The `kind` ``caption`` is smaller."""
    start = f"<strong>{in_html(strong)}</strong>" if strong else ""
    st.html(f'<p class="typed {kind}">{start}{in_html(text)}</p>')


def two_lines(text: str, second: str) -> None:
    """Draw a line of text with a smaller one below it."""
    st.html(f'<p class="typed">{in_html(text)}<span class="sub">{in_html(second)}</span></p>')


def bullets(lines: list[str]) -> None:
    """Draw a list with a bullet before each line."""
    st.html(f'<ul class="typed">{"".join(f"<li>{in_html(line)}</li>" for line in lines)}</ul>')
