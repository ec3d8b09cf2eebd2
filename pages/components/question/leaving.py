"""Save a question that was left: where a change and a click on a link arrive together, only the link's page runs."""

import streamlit as st

from pages.components.layout import session, visit
from pages.components.question import in_step


def finish(page: str) -> None:
    """Save the fields of the question that was open, unless the address still names it."""
    opened = session.opened()
    if opened is None:
        return
    assessment, question = opened
    named = (st.query_params.get("assessment"), st.query_params.get("question"))
    if page != "respond" or named != (str(assessment), question):
        in_step.leave(visit.of("respond", assessment), question)
