"""The line at the top of every page: who is signed in, their account, and the button to sign out."""

import streamlit as st

from assessment.access import Viewer
from assessment.codes import Permission
from pages.components.connection import connection
from pages.components.layout import visit
from pages.components.layout.escaping import in_html
from pages.components.unsent import unsent_text


def show(viewer: Viewer) -> None:
    """Draw the line. The button posts a form with a token, so that no link from elsewhere can sign anybody out."""
    force = f", {viewer.force}" if viewer.force else ""
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="who"):
        st.html(f'<p class="typed caption">Signed in as {in_html(viewer.name)}{in_html(force)}</p>', width="content")
        if viewer.may(Permission.ENTER):
            st.page_link("your_account.py", label="Your account", width="content")
        st.html(
            '<form method="post" action="/account/sign-out" class="sign-out">'
            f'<input type="hidden" name="token" value="{visit.presented().signs_out_by}">'
            '<button type="submit">Sign out</button></form>',
            width="content",
        )
        connection.watch()
        if viewer.person is not None:
            unsent_text.ask_at_sign_out(viewer.person)
