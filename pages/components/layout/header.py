"""The header of every page: the product, its places, and who is signed in. Its links are our own HTML."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from assessment.codes import Permission
from assessment.views.session_view import Visitor
from pages.components.connection import connection
from pages.components.layout import html_links, visit
from pages.components.layout.escaping import in_html
from pages.components.unsent import unsent_text
from pages.menu import PageEntry

PRODUCT: Final = "Collaboration self-assessment"


def show(visitor: Visitor, places: Iterable[PageEntry], *, current: str) -> None:
    """Draw the header. `places` are pages that the viewer may open from anywhere; `current` is the name of this page.

    The button to sign out posts a form with a token, so that no link from elsewhere can sign anybody out.
    """
    viewer = visitor.viewer
    force = f", {in_html(visitor.force)}" if visitor.force else ""
    links = [html_links.to(entry.name, entry.title, is_current=entry.name == current) for entry in places]
    account = f"<li>{html_links.to('your_account', 'Your account')}</li>" if viewer.may(Permission.ENTER) else ""
    st.html(
        '<header class="top">'
        f'<div class="bar">{html_links.to("home", PRODUCT, kind="product")}'
        f'<nav aria-label="Service">{"".join(links)}</nav>'
        f'<details class="menu"><summary><span class="not-phone">{in_html(viewer.name)}</span>'
        '<span class="only-phone">Menu</span></summary><ul>'
        f"<li><p>Signed in as {in_html(viewer.name)}{force}</p></li>"
        f"{''.join(f'<li class=only-phone>{link}</li>' for link in links)}{account}"
        '<li><form method="post" action="/account/sign-out" class="sign-out">'
        f'<input type="hidden" name="token" value="{visit.presented().signs_out_by}">'
        '<button type="submit">Sign out</button></form></li></ul></details></div></header>'
    )
    connection.watch()
    if viewer.person is not None:
        unsent_text.ask_at_sign_out(viewer.person)
