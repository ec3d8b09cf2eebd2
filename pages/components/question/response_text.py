"""A response to read: the level as a pill, the rationale as typed, and the evidence."""

import streamlit as st

from assessment.dates import uk_date
from assessment.rounds.response import NotApplicable, Response
from pages.components.results import score_cells


def show(response: Response, *, levels: int) -> None:
    """Draw the response. `levels` is the number of levels of its scale."""
    unanswered = "Not applicable" if isinstance(response.reply, NotApplicable) else "Not answered"
    st.html(score_cells.pill(response.level, levels=levels, without=unanswered))
    if isinstance(response.reply, NotApplicable):
        st.text(response.reply.reason)
    if response.rationale:
        st.text(response.rationale)
    for item in response.evidence:
        dated = uk_date(item.dated) if item.dated else ""
        st.text(f"Evidence: {', '.join(part for part in (item.title, item.reference, dated) if part)}")
