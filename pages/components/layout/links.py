"""Links in our own HTML lead to pages without loading the app anew."""

from functools import cache
from typing import Any

import streamlit as st

from pages.components import scripts


def follow() -> None:
    """Let a click on a link that carries ``data-page`` change the page from now on."""
    _component()(key="links", height=0)


@cache
def _component() -> Any:
    return st.components.v2.component("links", js=scripts.starter("layout/links.js"))
