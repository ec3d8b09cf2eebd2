"""Mount the script that says what is lost while the page has no connection."""

from functools import cache
from typing import Any

import streamlit as st

from pages.components import scripts


def watch() -> None:
    """Watch the connection of the page from now on."""
    addresses = {"session": "/account/session", "sign_in": "/account/sign-in"}
    _component()(key="connection", data=addresses, width="content", height=0)


@cache
def _component() -> Any:
    return st.components.v2.component("connection", js=scripts.starter("connection/connection.js"))
