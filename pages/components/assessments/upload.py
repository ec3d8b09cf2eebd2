"""A file on its way in. What it holds is checked by whoever takes it."""

import streamlit as st

from assessment.rounds.exchange import decoded


def exchange_file() -> str | None:
    """The text of an assessment file that was chosen; none while none is. Raises :class:`InvalidInput`."""
    chosen = st.file_uploader("Assessment file (JSON, at most 2 MB)", type="json", key="file")
    return None if chosen is None else decoded(chosen.getvalue())
