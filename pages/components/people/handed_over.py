"""Text that is handed over to be kept elsewhere, such as a link or recovery codes, with buttons that do so."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st

from pages.components import scripts


def show(what: str, lines: Sequence[str], *, key: str, file: str | None = None) -> None:
    """Draw the lines with a button to copy them. With a `file`, its name, they can be downloaded and printed too."""
    _component()(key=key, data={"what": what, "lines": list(lines), "file": file})


@cache
def _component() -> Any:
    html = '<div class="handed-over"></div>'
    js = scripts.starter("people/handed_over.js")
    return st.components.v2.component("handed_over", html=html, js=js, isolate_styles=False)
