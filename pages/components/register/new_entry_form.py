"""The form that adds a collaboration to the register. What else is known of it is filled in on its page."""

from typing import TypeVar

import streamlit as st
import uuid6

from assessment.actions.keeping_register import register_collaboration
from assessment.codes import CollaborationKind, CollaborationStatus
from assessment.errors import AssessmentError
from assessment.ids import CollaborationId
from assessment.register import RegisterEntry
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.wording import label
from pages.components.layout import notices
from pages.components.layout.visit import Visit
from pages.components.register.edit_form import SAVED

_Code = TypeVar("_Code", CollaborationKind, CollaborationStatus)


def show(here: Visit) -> None:
    """Draw the form."""
    with st.expander("Add a collaboration", key="add"), st.form("add form", enter_to_submit=False, border=False):
        name = st.text_input("Name", key="new name", max_chars=NAME_LENGTH, width=480)
        kind = _choose("Kind", CollaborationKind)
        status = _choose("Status", CollaborationStatus)
        st.caption("You fill in its partners, its agreement and the rest on its own page.")
        is_sent = st.form_submit_button("Add the collaboration", type="primary")
    if not is_sent:
        return
    entry = RegisterEntry(id=CollaborationId(uuid6.uuid7()), name=name, kind=kind, status=status)
    try:
        register_collaboration(here.store, here.actor, entry)
    except AssessmentError as error:
        notices.problem(
            error,
            title="Collaboration not added",
            fields={"name": "new name", "collaboration_registered_already": "new name"},
        )
    else:
        notices.keep_done("The collaboration is added. Fill in what is known of it.", at=SAVED)
        st.switch_page("collaboration.py", query_params={"collaboration": str(entry.id)})


def _choose(title: str, codes: type[_Code]) -> _Code | None:
    return st.selectbox(
        title,
        list(codes),
        index=None,
        format_func=label,
        key=f"new {title.lower()}",
        placeholder="Not known",
        width=480,
    )
