"""The version of the response that this page last read, kept in a hidden field of the browser.

When the server is restarted, the browser sends its fields again into a new session that knows nothing. Without the
version, a field filled before a colleague's save would look like a change made after it, and undo it. So a hidden
field carries the version along.
"""

import re
from dataclasses import replace

import streamlit as st

from assessment.rounds.response import StoredResponse
from pages.components.layout import session


def by_the_browser(key: str, stored: StoredResponse) -> StoredResponse:
    """Return the stored response at the version in the browser's hidden field, for the fields of a new session."""
    named = _field(key, stored.version)
    return replace(stored, version=int(named)) if re.fullmatch("[0-9]{1,9}", named) else stored


def tell_the_browser(key: str, stored: StoredResponse) -> None:
    """Put the version that the fields are in step with into the hidden field."""
    session.show_in(key, str(stored.version))
    _field(key, stored.version)


def _field(key: str, version: int) -> str:
    return str(st.text_input("Version", value=str(version), key=key, label_visibility="collapsed"))
