"""The head of every page of one assessment: its marking, what it is, and the way to its other pages."""

import streamlit as st

from assessment.rounds.assessment import Assessment, Stage
from pages.components.layout import notices, typed
from pages.components.layout.visit import Visit
from pages.menu import entry

_PAGES = (
    ("respond", "Answer"),
    ("check_answers", "Check your answers"),
    ("results", "Results"),
    ("plan", "Actions"),
    ("report", "Report"),
    ("looked", "Who has looked"),
)


def show(here: Visit, assessment: Assessment, *, title: str, page: str) -> None:
    """Draw the head. `page` is the one being shown, which needs no link."""
    notices.classification(assessment.classification)
    collaboration = assessment.collaboration
    st.title(title, anchor=False)
    state = "Submitted" if assessment.stage is Stage.SUBMITTED else "Draft: not submitted"
    typed.line(f" · {assessment.round.title} · {state}", strong=collaboration.name)
    with st.container(horizontal=True, key="ways"):
        for name, words in _PAGES:
            if not here.viewer.may(entry(name).permission, of=assessment):
                continue
            st.page_link(
                f"{name}.py",
                label=words,
                query_params={"assessment": str(assessment.id)},
                disabled=name == page,
            )
