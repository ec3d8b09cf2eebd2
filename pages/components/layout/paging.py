"""A list of several pages: which of them the address names, and the ways to the others."""

from collections.abc import Callable
from typing import Final

import streamlit as st

_MOST_DIGITS: Final = 6


def page_in_address() -> int:
    """Return the page that the address names, or 1."""
    named = st.query_params.get("page", "")
    return int(named) if named.isdecimal() and len(named) <= _MOST_DIGITS else 1


def show_ways(page: int, pages: int, link: Callable[[str, int], str]) -> None:
    """Draw which page this is, and the ways to those before and after it, where there are several.

    `link` returns the link with those words to a page as HTML.
    """
    if pages == 1:
        return
    ways = [link(words, to) for words, to in (("Previous", page - 1), ("Next", page + 1)) if 1 <= to <= pages]
    st.html(f'<p class="codes">Page {page} of {pages} {" ".join(ways)}</p>')
