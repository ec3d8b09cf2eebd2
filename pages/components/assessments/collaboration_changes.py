"""What a lead may do with a collaboration as a whole: rename its open rounds, archive it, and delete a draft."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import streamlit as st

from assessment.access import Actor
from assessment.actions.archiving import archive_collaboration, restore_collaboration
from assessment.actions.deleting import delete_draft
from assessment.actions.handing_over import hand_over
from assessment.actions.renaming import rename_round
from assessment.dates import now, uk_date
from assessment.errors import AssessmentError
from assessment.ids import AssessmentId, PersonId
from assessment.rounds.names import round_named
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.store import Store
from assessment.views.collaboration_lines import CollaborationLine
from assessment.views.collaboration_view import CollaborationRounds
from pages.components.layout import html_links, notices, typed
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit

DONE: Final = "collaboration"
"""Where what was done to all of it is said."""
STEP: Final = "delete"
"""The step in the address at which the page asks whether to delete the draft that it names."""


def show(here: Visit, rounds: CollaborationRounds, can_take_over: Mapping[PersonId, str]) -> None:
    """Draw the ways to rename a round, to hand over, to archive and to delete."""
    collaboration = rounds.newest.collaboration
    if collaboration.archived_at is not None:
        typed.line(f"Archived on {uk_date(collaboration.archived_at)}: it is not shown on Home.")
        if st.button("Show it on Home again", key="restore"):
            notices.carry_out(
                partial(restore_collaboration, *_of(here, rounds), at=now()),
                "It is shown on Home again.",
                title="Not changed",
                at=DONE,
            )
    with st.expander("Rename a round, hand over, archive or delete"):
        _rename(here, rounds)
        _hand_over(here, rounds, can_take_over)
        if collaboration.archived_at is None:
            st.markdown(
                "**Archive** hides the collaboration from Home for everybody who works on it, with what waits there. "
                "Inspectors still see what was submitted. Nothing is deleted, and you can show it again."
            )
            if st.button("Archive the collaboration", key="archive"):
                notices.carry_out(
                    partial(archive_collaboration, *_of(here, rounds), at=now()),
                    "The collaboration is archived.",
                    title="Not archived",
                    at=DONE,
                )
        if rounds.drafts:
            st.markdown("**Delete** a draft that was started by mistake. You are asked once more.")
        for line in rounds.drafts:
            words = f"Delete the draft of {round_named(line.newest.round.title, word='round')}"
            asks = html_links.to(
                "collaboration",
                words,
                kind="quiet",
                collaboration=collaboration.id,
                **address_of(line),
            )
            st.html(asks)


def draft_in_address(rounds: CollaborationRounds | None) -> CollaborationLine | None:
    """Return the draft that the address asks to delete, if any."""
    if rounds is None or st.query_params.get("step") != STEP:
        return None
    named = st.query_params.get("draft")
    return next((line for line in rounds.drafts if str(line.newest.id) == named), None)


def address_of(draft: CollaborationLine | None) -> dict[str, Any]:
    """Return the parameters of the address that ask whether to delete the draft."""
    return {} if draft is None else {"draft": str(draft.newest.id), "step": STEP}


def ask_to_delete(here: Visit, draft: CollaborationLine) -> None:
    """Draw what is lost with the draft, and the button that deletes it."""
    assessment = draft.newest
    typed.question(f"Delete {round_named(assessment.round.title, word='round')} of {assessment.collaboration.name}?")
    lost = count(draft.replied, "answer") + (f" and {count(draft.actions, 'action')}" if draft.actions else "")
    st.html(
        f'<p class="lede">{lost if draft.replied or draft.actions else "No answers"} will be lost. Nobody can open the '
        "draft again or bring it back. Other rounds stay as they are, and the audit trail keeps what was saved.</p>"
    )
    keep = html_links.to("collaboration", "Keep it", kind="quiet", collaboration=assessment.collaboration.id)
    with st.container(horizontal=True, vertical_alignment="center", key="delete-row"):
        is_sent = st.button("Delete the draft", type="primary", key="delete")
        st.html(keep, width="content")
    if is_sent:
        try:
            delete_draft(here.store, here.actor, assessment.id, at=now())
        except AssessmentError as error:
            notices.problem(error, title="Draft not deleted")
        else:
            notices.keep_done(
                f"{round_named(assessment.round.title)} of {assessment.collaboration.name} is deleted.", at="home"
            )
            st.switch_page("home.py")


def _rename(here: Visit, rounds: CollaborationRounds) -> None:
    limit = f"at most {NAME_LENGTH} characters"
    for line in rounds.lines:
        assessment = line.newest
        if assessment.submitted_at is None and not assessment.round.is_shared and assessment.amends is None:
            key = f"new-title-{assessment.id}"
            notices.show_done(at=key)
            with st.form(f"rename-{assessment.id}", border=False):
                title = st.text_input(f"Title of the open round ({limit})", value=assessment.round.title, key=key)
                if st.form_submit_button("Rename the round"):
                    notices.carry_out(
                        partial(rename_round, here.store, here.actor, assessment.id, title, at=now()),
                        "The round is renamed.",
                        title="Not renamed",
                        at=key,
                        fields={"title of the round": key},
                    )


def _hand_over(here: Visit, rounds: CollaborationRounds, can_take_over: Mapping[PersonId, str]) -> None:
    st.markdown(
        "**Hand over** makes somebody else lead the collaboration in your place. You go on as a respondent for your "
        "force. Only somebody who answers for a partner force can take over."
    )
    if not can_take_over:
        st.markdown("Nobody else answers here yet. Invite them as a respondent first.")
        return
    to = st.selectbox(
        "New lead",
        list(can_take_over),
        index=None,
        format_func=can_take_over.__getitem__,
        key="new-lead",
        placeholder="Choose a person",
        width=480,
    )
    if st.button("Hand the collaboration over", key="hand-over", disabled=to is None) and to is not None:
        notices.carry_out(
            partial(hand_over, *_of(here, rounds), to=to),
            f"{can_take_over[to]} leads the collaboration now.",
            title="Not handed over",
            at=DONE,
            fields={"successor_unknown": "new-lead"},
        )


def _of(here: Visit, rounds: CollaborationRounds) -> tuple[Store, Actor, AssessmentId]:
    return here.store, here.actor, rounds.newest.id
