"""Who is signed in, and the way out. It stands at the top of every page."""

import streamlit as st

from assessment.access import Viewer
from assessment.codes import Permission
from pages.components.layout import visit
from pages.components.layout.escaping import in_html


def show(viewer: Viewer) -> None:
    """Draw the line. Sign out is a form, so that no link that somebody sends can do it."""
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
