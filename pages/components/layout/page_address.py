"""The address of a page with what it shows, so that a reload, a bookmark and the Back button return to it."""

import streamlit as st

from assessment.rounds.assessment import Assessment


def settle(**shown: str | None) -> None:
    """Put the parameters of what is shown into the browser's address, where it names something else.

    A link has put them there already. To say so again would put an old address back where somebody has followed another
    link meanwhile.
    """
    named = {name: value for name, value in shown.items() if value}
    if st.query_params.to_dict() != named:
        st.query_params.from_dict(named)


def name_respondent(assessment: Assessment) -> None:
    """Put the respondent into the address, and leave the rest as it is, which the form of a theme changes itself."""
    named = respondent(assessment)
    if named is not None and st.query_params.get("of") != named:
        st.query_params["of"] = named


def respondent(assessment: Assessment) -> str | None:
    """Return the respondent whose answers are meant, to be put into the address where the viewer has a choice."""
    return str(assessment.answers_of) if assessment.other_choices else None
