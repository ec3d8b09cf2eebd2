"""What the register says by now, where an assessment would ask other questions by it, and the button to ask these."""

import streamlit as st

from assessment.actions.fitting_questions import fit_questions
from assessment.dates import now
from assessment.views.fitting_view import Fitting
from pages.components.layout import html_parts, notices
from pages.components.layout.phrases import count
from pages.components.layout.visit import AssessmentVisit

DONE = "fitted"
"""Where the page says what was done."""


def show(here: AssessmentVisit, fitting: Fitting | None) -> None:
    """Draw which questions come and go, and the button; nothing where none does."""
    if fitting is None:
        return
    comes = [f"{each.code} {each.title} would be asked." for each in fitting.comes]
    goes = [each.words for each in fitting.goes]
    with st.expander(f"The register has changed: {count(len(comes) + len(goes), 'question')} would come or go"):
        html_parts.show(
            html_parts.bullets([*comes, *goes]),
            html_parts.paragraph(
                "Answers to questions that go are kept. They do not count, and come back with their question."
            ),
        )
        if st.button("Ask what the register says now", key="fit-questions"):
            notices.carry_out(
                lambda: fit_questions(here.store, here.actor, here.library, here.assessment, fitting.facts, at=now()),
                "The assessment asks what the register says now.",
                title="Not changed",
                at=DONE,
            )
