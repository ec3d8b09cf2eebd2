"""The stylesheet, for what Streamlit's theme file cannot express. No typed text ever enters it."""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from assessment import design_tokens

ICON: Final = str(Path(__file__).with_name("icon.png"))
"""The picture in the browser's tab. Streamlit would fetch an icon given by name from another site."""


def apply() -> None:
    """Put the stylesheet on the page."""
    st.html(f"<style>{stylesheet()}</style>")


@cache
def stylesheet() -> str:
    """Return the tokens and the rules of the frame and of the pages."""
    own = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("frame.css", "style.css"))
    return "".join((design_tokens.stylesheet(), *own))
