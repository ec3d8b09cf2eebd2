"""Whom the lead asks of a force beside the one who gives its reply: adds them, removes them, and invites people."""

from typing import Final

import streamlit as st

from assessment.actions.further_respondents import add_respondent, remove_respondent
from assessment.codes import Perspective
from assessment.dates import now
from assessment.errors import InvalidInput, sentence
from assessment.rounds.assessment import Assessment
from assessment.wording import in_perspective
from pages.components.layout import html_links, notices
from pages.components.layout.visit import AssessmentVisit

DONE: Final = "partners"
"""Where the page says what was done."""
NOT_CHOSEN: Final = InvalidInput(sentence("respondent_not_chosen", "Nobody is chosen. Choose a respondent."))


def show(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw whom else to ask, and how one of them is asked no more."""
    with st.expander("Ask more than one respondent of a force", key="further"):
        st.html(
            "<p>One respondent gives the reply of each force. Others of the force can answer too, each alone, from "
            "their own work. What they say stands beside the replies when the partners agree. No grade follows from it."
            "</p>"
        )
        _add(here, assessment)
        if here.may_open("invite"):
            own = assessment.collaboration.id
            st.html(f'<p class="codes">{html_links.to("invite", "Invite somebody to answer", collaboration=own)}</p>')
        _remove(here, assessment)


def _add(here: AssessmentVisit, assessment: Assessment) -> None:
    asked = {(each.force, each.perspective) for each in assessment.alone}
    names = {
        (force.force, perspective): in_perspective(force.name, perspective)
        for force in assessment.forces
        for perspective in Perspective
        if (force.force, perspective) not in asked
    }
    if not names:
        return
    chosen = st.selectbox(
        "Who else answers",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key="add-respondent",
        placeholder="Choose a force and its respondent",
        width=480,
    )
    if not st.button("Ask them too", key="add"):
        return
    if chosen is None:
        notices.problem(NOT_CHOSEN, title="Not added", fields={"respondent_not_chosen": "add-respondent"})
    else:
        force, perspective = chosen
        notices.carry_out(
            lambda: add_respondent(
                here.store, here.actor, here.assessment, force=force, perspective=perspective, at=now()
            ),
            f"{names[chosen]} is asked too. Invite somebody to answer.",
            title="Not added",
            at=DONE,
        )


def _remove(here: AssessmentVisit, assessment: Assessment) -> None:
    names = {
        each.id: each.name for each in assessment.alone if each.perspective is not None and each.submitted_at is None
    }
    if not names:
        return
    with st.form("remove respondent", enter_to_submit=False, border=False):
        st.html(
            "<p>A further respondent who has not submitted can be removed. Anything they typed stays unread, and the "
            "record keeps the reason. If nobody else is missing, the answers of all are then released.</p>"
        )
        chosen = st.selectbox(
            "Whom to ask no more",
            list(names),
            index=None,
            format_func=names.__getitem__,
            key="remove-respondent",
            placeholder="Choose one",
            width=480,
        )
        reason = st.text_input("Reason", key="remove-reason", width=480)
        if not st.form_submit_button("Remove"):
            return
        if chosen is None:
            notices.problem(NOT_CHOSEN, title="Not removed", fields={"respondent_not_chosen": "remove-respondent"})
        else:
            notices.carry_out(
                lambda: remove_respondent(here.store, here.actor, here.assessment, chosen, reason=reason, at=now()),
                f"{names[chosen]} is not asked any more.",
                title="Not removed",
                at=DONE,
                fields={"move_reason_missing": "remove-reason"},
            )
