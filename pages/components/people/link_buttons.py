"""The buttons for a person's new-password link: make it, or ask for it and let somebody else approve it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from assessment.actions.managing_people import invite_again
from assessment.actions.new_password_links import approve_link, ask_for_link, refuse_link, take_link
from assessment.codes import PersonState
from assessment.dates import uk_moment
from assessment.services import services
from assessment.views.people_view import PersonPanel
from pages.components.layout import typed
from pages.components.layout.visit import Visit

Change = Callable[[str | None, Callable[[], object]], None]
"""Makes a change, and then draws what was done or, without that, what the change returned."""

_ASKED = (
    "You have asked for the link. Another administrator or force access owner must approve it on this page. If there "
    "is nobody else, whoever runs the server can make the link there."
)


def show(here: Visit, panel: PersonPanel, change: Change) -> None:
    """Draw the buttons that fit what was asked for so far."""
    person, key, mail_server = panel.line.person, panel.line.person.id.hex, services().mail_server
    id, found = person.id, panel.link_request
    if mail_server is not None or not panel.needs_second_person:
        words = "Invite again" if person.state is PersonState.INVITED else "New link to choose a password"
        if st.button(words, key=f"again-{key}"):
            change(None, partial(invite_again, here.store, here.actor, id, mail_server=mail_server))
        return
    if found is None:
        if st.button("Ask for a new-password link", key=f"ask-{key}"):
            change(_ASKED, partial(ask_for_link, here.store, here.actor, id))
        return
    asked_by = found.request.asked_by
    if found.approved_by is not None and found.is_own and st.button("Show the link once", key=f"take-{key}"):
        change(None, partial(take_link, here.store, here.actor, id))
    if found.approved_by is None and not found.is_own and st.button("Approve the link", key=f"approve-{key}"):
        change("Link approved.", partial(approve_link, here.store, here.actor, id, asked_by=asked_by))
    if st.button("Withdraw the link" if found.is_own else "Refuse the link", key=f"refuse-{key}"):
        change(
            "Link withdrawn." if found.is_own else "Link refused.",
            partial(refuse_link, here.store, here.actor, id, asked_by=asked_by),
        )


def describe(panel: PersonPanel) -> None:
    """Draw who has asked for a new-password link for the person, and who has approved it."""
    found = panel.link_request
    if found is None:
        return
    asked_by = "You" if found.is_own else found.asked_by
    said = f"{asked_by} asked for a new-password link on {uk_moment(found.request.asked_at)}."
    if found.approved_by is not None:
        said += f" {found.approved_by} has approved it."
    elif found.is_own:
        said += " Another administrator or force access owner must approve it."
    else:
        said += f" Before you approve it, ask {panel.line.person.name} in person or by telephone whether they need it."
    typed.line(said, kind="caption")
