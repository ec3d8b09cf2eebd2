"""The scripts of the frame: links of our own HTML change the page, and messages take the focus."""

from functools import cache
from typing import Any

import streamlit as st

from pages.components import scripts


def start() -> None:
    """Let the frame's scripts watch the page from now on."""
    _component()(key="frame", height=0)


@cache
def _component() -> Any:
    return st.components.v2.component("frame", js=scripts.starter("layout/frame.js"))
