"""What was just done about a person: in words, or the link of an invitation to pass on."""

from dataclasses import dataclass

import streamlit as st

from assessment.actions.account_links import Invitation
from assessment.errors import NotSent
from pages.components.layout import notices, session
from pages.components.people import handed_over


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    outcome: object
    about: str


def keep(outcome: object, *, about: str = "") -> None:
    """Keep what was done for the next run, which shows it once.

    `about` is whom it was done about, where the page that shows it has no person: as they were typed, for an address
    may be that of somebody who is here under another name.
    """
    session.keep_to_show(_Kept(outcome=outcome, about=about))


def show(*, about: str = "that person") -> bool:
    """Draw what was done in the run before, and return True if anything was. `about` is the person of the page."""
    kept = session.take_to_show()
    if not isinstance(kept, _Kept):
        return False
    shown = kept.outcome
    if isinstance(shown, Invitation):
        _show_invitation(shown, kept.about or about)
    elif isinstance(shown, NotSent):
        notices.problem(shown, title="Link not sent")
    elif isinstance(shown, str):
        notices.done(shown)
    return True


def _show_invitation(made: Invitation, who: str) -> None:
    not_sent = f"The access was given to {who}, but the e-mail about it was not sent. " if made.was_not_sent else ""
    if made.mailed_to:
        notices.done(f"An e-mail was sent to {who}. It says how to sign in.")
    elif made.secret:
        notices.done(
            f"{not_sent}Send this link to {who} only: whoever opens it can sign in as them. It works once, within "
            "seven days."
        )
        host = st.context.headers.get("Origin", "")
        handed_over.show("Link", [f"{host}/account/invitation/{made.secret}"], key="link")
    else:
        notices.done(
            not_sent
            or f"The access was given to {who}. If they cannot sign in yet, an administrator or a force access owner "
            "has a link for them."
        )
