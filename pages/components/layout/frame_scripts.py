"""The scripts of the frame: links of our own HTML change the page, messages take the focus, and charts come early."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.components import scripts


def start() -> None:
    """Let the frame's scripts watch the page from now on."""
    _component()(key="frame", data={"charts": _charts()}, height=0)


@cache
def _charts() -> str:
    """Return the address of the script with which Streamlit draws charts. Its name has the hash of its content."""
    files = Path(st.__file__).parent / "static"
    return next(f"/{path.relative_to(files).as_posix()}" for path in files.glob("static/js/PlotlyChart.*.js"))


@cache
def _component() -> Any:
    return st.components.v2.component("frame", js=scripts.starter("layout/frame.js"))
