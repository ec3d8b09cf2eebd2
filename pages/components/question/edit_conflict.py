"""Two texts for one answer: both are shown, and the respondent chooses. Nothing is lost either way."""

from contextlib import suppress

import streamlit as st

from assessment.actions.answering import drop_draft, record_response
from assessment.dates import now, uk_moment
from assessment.errors import InvalidInput
from assessment.views.question_view import QuestionView, Unsaved
from pages.components.layout.visit import AssessmentVisit
from pages.components.question import response_text


def show(here: AssessmentVisit, card: QuestionView, unsaved: Unsaved) -> None:
    """Show what is stored beside what was typed and not saved, and let one be chosen."""
    levels = len(card.opened.bank.scale)
    changed = f" on {uk_moment(card.stored.saved_at)}" if card.stored.saved_at else ""
    st.warning(
        f"**This answer was changed{changed}, on another page than the one where your text was typed.** "
        "Both texts are below. Choose which to keep.",
        icon=":material/difference:",
    )
    # A button is for the two texts beside it: if either has changed since it was drawn, pressing it chooses nothing.
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
            # Where it is refused, the question shows it again in its fields, with what to mend.
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
