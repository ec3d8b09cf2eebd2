"""Notices that a new-password link was made or used: one's own on every page, those about colleagues on Home."""

import streamlit as st

from assessment.actions.account_notices import dismiss_notice
from assessment.codes import Event
from assessment.dates import uk_moment
from assessment.errors import AssessmentError
from assessment.services import services
from assessment.views.session_view import NoticeLine, Visitor
from pages.components.layout import notices, typed, visit


def show(visitor: Visitor, *, is_home: bool) -> None:
    """Draw each notice with a button to dismiss it."""
    for line in visitor.notices:
        if not (line.is_own or is_home):
            continue
        key = line.notice.id.hex
        with st.container(border=True, key=f"notice-{key}"):
            typed.line(describe(line))
            if st.button("Do not show this again", key=f"dismiss-{key}"):
                try:
                    dismiss_notice(services().store, visit.presented(), line.notice.id)
                except AssessmentError as error:
                    notices.problem(error)
                else:
                    st.rerun()


def describe(line: NoticeLine) -> str:
    """Return what happened, and what to do about it."""
    at, is_used = uk_moment(line.notice.at), line.notice.event is Event.NEW_PASSWORD_LINK_USED
    match line.is_own, is_used:
        case True, False:
            return (
                f"A new-password link was made for you on {at} by {line.by}. If you did not ask for it, tell another "
                "administrator of this service."
            )
        case True, True:
            return (
                f"A new-password link for your account was used on {at}. If that was not you, tell an administrator of "
                "this service at once."
            )
        case False, False:
            return (
                f"A new-password link was made for {line.person} on {at} by {line.by}. If {line.person} did not ask "
                "for it, tell another administrator of this service."
            )
        case _:
            return (
                f"A new-password link for {line.person} was used on {at}. If that was not {line.person}, tell an "
                "administrator of this service at once."
            )
