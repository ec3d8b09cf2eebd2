"""A response as it reads: the reply in a word, the rationale as typed, and the evidence."""

import streamlit as st

from assessment.moments import uk_date
from assessment.rounds.response import NotApplicable, Response
from pages.components.words import plain


def show(response: Response) -> None:
    """Draw the response."""
    st.markdown(f"**{reply(response)}**")
    if isinstance(response.reply, NotApplicable):
        st.text(response.reply.reason)
    if response.rationale:
        st.text(response.rationale)
    for item in response.evidence:
        dated = f", {uk_date(item.dated)}" if item.dated else ""
        reference = f", {item.reference}" if item.reference else ""
        st.text(f"Evidence: {item.title}{reference}{dated}")


def reply(response: Response | None) -> str:
    """The reply in a word or two, safe in Markdown."""
    match response.reply if response else None:
        case None:
            return "Not answered"
        case NotApplicable():
            return "Not applicable"
        case level:
            return plain(level.title)
