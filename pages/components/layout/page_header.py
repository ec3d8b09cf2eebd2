"""The header of every page of one assessment: its classification, its name, and links to its other pages."""

import streamlit as st

from assessment.rounds.assessment import Assessment, Classification, Stage
from pages.components.layout import notices, typed
from pages.components.layout.visit import Visit
from pages.menu import entry

_LINKED = ("respond", "check_answers", "results", "improvement_actions", "report", "download_log")


def show(
    here: Visit, assessment: Assessment, *, title: str, page: str, classification: Classification | None = None
) -> None:
    """Draw the header. The link to `page`, which is being shown, is disabled.

    `classification` is that of the page where it shows more than this assessment.
    """
    notices.classification(classification or assessment.classification)
    collaboration = assessment.collaboration
    st.title(title, anchor=False)
    state = "Submitted" if assessment.stage is Stage.SUBMITTED else "Draft: not submitted"
    typed.line(f" · {assessment.round.title} · {state}", strong=collaboration.name)
    with st.container(horizontal=True, key="ways"):
        for linked in map(entry, _LINKED):
            if not here.viewer.may(linked.permission, of=assessment):
                continue
            st.page_link(
                linked.file,
                label=linked.title,
                query_params={"assessment": str(assessment.id)},
                disabled=linked.name == page,
            )
