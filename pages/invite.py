"""Invite somebody: who they are, what they may do, where and until when, in one step."""

import streamlit as st

from assessment.views.inviting_view import open_inviting
from pages.components.layout import html_links, visit
from pages.components.people import invitation_form, outcome

here = visit.begin("invite")
inviting = open_inviting(here.store, here.actor)

if here.may_open("people"):
    st.html(f'<p class="codes">{html_links.to("people", "People")}</p>')
st.title("Invite somebody", anchor=False)
if outcome.show():
    st.button("Invite somebody else")
else:
    invitation_form.show(here, inviting)
