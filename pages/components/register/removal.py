"""The form that removes a collaboration from the register which was added by mistake."""

from typing import Final

import streamlit as st

from assessment.actions.removing_collaboration import remove_collaboration
from assessment.errors import AssessmentError
from assessment.ids import CollaborationId
from assessment.rounds.text_rules import REASON_LENGTH
from pages.components.layout import notices
from pages.components.layout.visit import Visit
from pages.components.register.edit_form import SAVED

_REASON: Final = "remove-reason"


def show(here: Visit, id: CollaborationId, name: str) -> None:
    """Draw what removing does, the reason, and the button. Afterwards the register is shown."""
    with st.expander("Added by mistake?"):
        st.markdown(
            "Nothing has been assessed here, so it can be removed. Nobody finds it in the register any more, and its "
            "name can be used again. The audit trail keeps what was said of it, and the reason."
        )
        with st.form("remove", border=False):
            reason = st.text_area("Reason", key=_REASON, help=f"At most {REASON_LENGTH:,} characters.")
            is_sent = st.form_submit_button("Remove it from the register")
    if is_sent:
        try:
            remove_collaboration(here.store, here.actor, id, reason=reason)
        except AssessmentError as error:
            notices.problem(error, title="Not removed", fields={"move_reason_missing": _REASON, "reason": _REASON})
        else:
            notices.keep_done(f"{name} is removed from the register.", at=SAVED)
            st.switch_page("register.py")
