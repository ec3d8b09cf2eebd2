"""What was just done about a person: in words, or the link of an invitation to pass on."""

import streamlit as st

from assessment.actions.account_links import Invitation
from assessment.errors import NotSent
from pages.components.layout import notices, session
from pages.components.people import handed_over


def keep(outcome: object) -> None:
    """Keep what was done for the next run, which shows it once."""
    session.keep_to_show(outcome)


def show() -> bool:
    """Draw what was done in the run before, and return True if anything was."""
    shown = session.take_to_show()
    if isinstance(shown, Invitation):
        _show_invitation(shown)
    elif isinstance(shown, NotSent):
        notices.problem(shown, title="Link not sent")
    elif isinstance(shown, str):
        notices.done(shown)
    return shown is not None


def _show_invitation(made: Invitation) -> None:
    not_sent = "The access was given, but the e-mail about it was not sent. " if made.was_not_sent else ""
    if made.mailed_to:
        notices.done(f"An e-mail was sent to {made.mailed_to}. It says how to sign in.")
    elif made.secret:
        notices.done(
            f"{not_sent}Send this link to that person only: whoever opens it can sign in as them. It works once, "
            "within seven days."
        )
        host = st.context.headers.get("Origin", "")
        handed_over.show("Link", [f"{host}/account/invitation/{made.secret}"], key="link")
    else:
        notices.done(
            not_sent
            or "The access was given. If this person cannot sign in yet, an administrator or a force access owner has "
            "a link for them."
        )
