"""Links in our own HTML lead to pages without loading the app anew."""

from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from pages.components import scripts
from pages.menu import HOME, PAGES


def follow() -> None:
    """Go where a link of our own HTML that was clicked leads, if one was."""
    asked = _component()(key="links", on_page_change=lambda: None, height=0).page
    if asked is None:
        return
    address = urlsplit(str(asked))
    name = address.path.strip("/") or HOME.name
    entry = next((entry for entry in PAGES if entry.name == name), None)
    if entry is not None:
        st.switch_page(entry.file, query_params=parse_qs(address.query))


@cache
def _component() -> Any:
    return st.components.v2.component("links", js=scripts.starter("layout/links.js"))
