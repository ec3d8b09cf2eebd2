"""By what somebody signs in here: the password, and the second factor."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.access import second_factor
from assessment.actions.own_account import change_password, remove_second_factor, set_second_factor
from assessment.errors import AssessmentError
from pages.components.layout import notices, session, typed
from pages.components.layout.visit import Visit


def show(here: Visit, *, has_second_factor: bool) -> None:
    """Both, with what changes them, and the recovery codes once when they are new."""
    problems = st.container()
    shown = session.take_to_show()
    if isinstance(shown, tuple):
        st.header("Your recovery codes", anchor=False)
        st.markdown("Keep these where your telephone is not. Each stands in for a code once. Nobody sees them again.")
        typed.bullets([str(code) for code in shown])
    st.header("Password", anchor=False)
    _password(here, problems)
    st.header("Second factor", anchor=False)
    if has_second_factor:
        _no_code_any_more(here, problems)
    else:
        _code_from_now_on(here, problems)


def _password(here: Visit, problems: DeltaGenerator) -> None:
    with st.form("password", clear_on_submit=True):
        present = st.text_input("Present password", type="password", key="present", autocomplete="current-password")
        new = st.text_input("New password", type="password", key="new", autocomplete="new-password")
        st.caption("At least 12 characters. You are signed out everywhere, and sign in again with the new one.")
        if st.form_submit_button("Change the password"):
            try:
                change_password(here.store, here.actor, current=present, new=new)
            except AssessmentError as error:
                with problems:
                    notices.problem(error, title="The password is not changed")
            else:
                st.rerun()


def _no_code_any_more(here: Visit, problems: DeltaGenerator) -> None:
    st.markdown("A code from your authenticator app is asked for at every sign-in.")
    with st.form("remove", clear_on_submit=True):
        present = st.text_input("Present password", type="password", key="present to remove")
        if st.form_submit_button("Ask for no code any more"):
            try:
                remove_second_factor(here.store, here.actor, current=present)
            except AssessmentError as error:
                with problems:
                    notices.problem(error, title="Nothing is changed")
            else:
                st.rerun()


def _code_from_now_on(here: Visit, problems: DeltaGenerator) -> None:
    key = session.secret(second_factor.new_key)
    st.markdown(
        "Without it, whoever learns your password can sign in as you. Add this key to an authenticator app, then type "
        "the code it shows."
    )
    st.code(" ".join(key[start : start + 4] for start in range(0, len(key), 4)), language=None)
    with st.form("second factor", clear_on_submit=True):
        code = st.text_input("Code", key="code", autocomplete="one-time-code")
        present = st.text_input("Present password", type="password", key="present to set")
        if st.form_submit_button("Ask for a code from now on"):
            try:
                codes = set_second_factor(here.store, here.actor, current=present, key=key, code=code)
            except AssessmentError as error:
                with problems:
                    notices.problem(error, title="The second factor is not set up")
            else:
                session.forget_secret()
                session.keep_to_show(codes)
                st.rerun()
