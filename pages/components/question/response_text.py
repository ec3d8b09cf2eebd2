"""A response as it reads: the reply in a word, the rationale as typed, and the evidence."""

import streamlit as st

from assessment.dates import uk_date
from assessment.rounds.response import NotApplicable, Response
from pages.components.layout import html_tables


def show(response: Response, *, levels: int) -> None:
    """Draw the response; `levels` is the length of its scale."""
    silence = "Not applicable" if isinstance(response.reply, NotApplicable) else "Not answered"
    st.html(html_tables.pill(response.level, levels=levels, silence=silence))
    if isinstance(response.reply, NotApplicable):
        st.text(response.reply.reason)
    if response.rationale:
        st.text(response.rationale)
    for item in response.evidence:
        dated = uk_date(item.dated) if item.dated else ""
        st.text(f"Evidence: {', '.join(part for part in (item.title, item.reference, dated) if part)}")
