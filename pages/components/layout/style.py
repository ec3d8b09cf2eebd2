"""The stylesheet, for what Streamlit's theme file cannot express. No typed text ever enters it."""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

ICON: Final = str(Path(__file__).with_name("icon.png"))
"""The picture in the browser's tab. Streamlit would fetch an icon given by name from another site."""


def apply() -> None:
    """Put the stylesheet on the page."""
    st.html(f"<style>{_stylesheet()}</style>")


@cache
def _stylesheet() -> str:
    names = ("tokens.css", "frame.css", "style.css")
    return "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names)
