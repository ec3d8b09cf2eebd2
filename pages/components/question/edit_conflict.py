"""Two versions of one answer, the saved one and the unsaved one, for the respondent to choose from."""

from contextlib import suppress

import streamlit as st

from assessment.actions.answering import drop_draft, record_response
from assessment.dates import now, uk_moment
from assessment.errors import InvalidInput
from assessment.views.question_view import QuestionView, Unsaved
from pages.components.layout.visit import AssessmentVisit
from pages.components.question import response_text


def show(here: AssessmentVisit, card: QuestionView, unsaved: Unsaved) -> None:
    """Draw the saved answer beside the unsaved one, each with a button that keeps it."""
    levels = len(card.opened.bank.scale)
    changed = f" on {uk_moment(card.stored.saved_at)}" if card.stored.saved_at else ""
    st.warning(
        f"**This answer was changed{changed}, in another tab or by somebody else.** "
        "The saved answer and your text are both below. Choose which to keep.",
        icon=":material/difference:",
    )
    # The keys name both texts, so that a button does nothing once either text has changed since it was drawn.
    texts = f"{card.stored.version}-{unsaved.draft.page}-{unsaved.draft.kept_at.timestamp()}"
    stored, typed = st.columns(2, border=True)
    with stored:
        st.subheader("Saved", anchor=False)
        response_text.show(card.stored.response, levels=levels)
        if st.button("Keep the saved answer", key=f"keep-stored-{texts}"):
            drop_draft(here.store, here.actor, here.assessment, card.question.code, page=unsaved.draft.page)
            st.rerun()
    with typed:
        st.subheader(f"Yours, typed {uk_moment(unsaved.draft.kept_at)}", anchor=False)
        response_text.show(unsaved.typed, levels=levels)
        if st.button("Keep my text instead", key=f"keep-typed-{texts}", type="primary"):
            # Text that is refused is shown again in the fields of the question, with what to mend.
            with suppress(InvalidInput):
                record_response(
                    here.store,
                    here.actor,
                    here.library,
                    here.assessment,
                    unsaved.typed,
                    expected_version=card.stored.version,
                    page=unsaved.draft.page,
                    at=now(),
                )
            st.rerun()
