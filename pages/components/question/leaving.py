"""Leaving a question: a change and a step elsewhere may reach the server together, and then only the step runs."""

import streamlit as st

from pages.components.layout import session, visit
from pages.components.question import in_step


def finish(page: str) -> None:
    """Save what the question that was open still held, unless it is the one the address names."""
    opened = session.opened()
    if opened is None:
        return
    assessment, question = opened
    named = (st.query_params.get("assessment"), st.query_params.get("question"))
    if page != "respond" or named != (str(assessment), question):
        in_step.leave(visit.of("respond", assessment), question)
