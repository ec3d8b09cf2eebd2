"""Save a question that was left: where a change and a click on a link arrive together, only the link's page runs."""

import streamlit as st

from assessment.errors import NotReadable
from pages.components.layout import session, visit
from pages.components.question import in_step
from pages.components.question.response_fields import Keys


def finish(page: str) -> None:
    """Save the fields of the question that was open, unless the address still names it."""
    opened = session.opened()
    if opened is None:
        return
    assessment, question = opened
    named = (st.query_params.get("assessment"), st.query_params.get("question"))
    if page != "respond" or named != (str(assessment), question):
        try:
            here = visit.of("respond", assessment)
        except NotReadable:
            hold()
            raise
        in_step.leave(here, question)


def hold() -> None:
    """Keep the fields of the question that was open over a run that ends before it could draw or save them."""
    opened, person = session.opened(), session.person()
    if opened is not None and person is not None:
        assessment, question = opened
        session.hold(assessment, question, Keys(person=person, assessment=assessment, question=question).is_field)
