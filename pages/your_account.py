"""Your account: the access you have, your password and two-step sign-in."""

import streamlit as st

from assessment.views.account_view import open_account
from pages.components.layout import page_address, typed, visit
from pages.components.people import access_lines, account_security
from pages.components.unsent import unsent_text

here = visit.begin("your_account")
page_address.settle()
account = open_account(here.store, here.actor)

st.title("Your account", anchor=False)
typed.line(f"{account.person.name} · {account.person.email} · {account.force or 'no force'}")
st.header("Your access", anchor=False)
access_lines.show(account.grants)
is_signed_in = True
if account.has_password:
    is_signed_in = account_security.show(here, account)
else:
    st.header("How you sign in", anchor=False)
    st.markdown(
        "Through your identity provider, which checks your password and any second step. This service keeps neither."
    )
if is_signed_in:
    st.header("Not saved yet", anchor=False)
    unsent_text.show_kept(here.person)
