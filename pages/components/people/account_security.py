"""The sections of the account page that change the password and turn two-step sign-in on or off."""

import streamlit as st

from assessment.access import second_factor
from assessment.actions.own_account import change_password, remove_second_factor, set_second_factor
from assessment.errors import AssessmentError
from pages.components.layout import notices, session, typed
from pages.components.layout.visit import Visit


def show(here: Visit, *, has_second_factor: bool) -> None:
    """Draw both sections, and above them new recovery codes, which are shown once."""
    shown = session.take_to_show()
    if isinstance(shown, tuple):
        st.header("Your recovery codes", anchor=False)
        st.markdown(
            "Store these away from your phone. Each works once in place of a code. They will not be shown again."
        )
        typed.bullets([str(code) for code in shown])
    st.header("Password", anchor=False)
    _password(here)
    st.header("Two-step sign-in", anchor=False)
    if has_second_factor:
        _turn_off(here)
    else:
        _turn_on(here)


def _password(here: Visit) -> None:
    with st.form("password", clear_on_submit=True):
        current = st.text_input("Current password", type="password", key="current", autocomplete="current-password")
        new = st.text_input("New password", type="password", key="new", autocomplete="new-password")
        st.caption(
            "At least 12 characters. You will be signed out everywhere and need to sign in again with the new password."
        )
        if st.form_submit_button("Change password"):
            try:
                change_password(here.store, here.actor, current=current, new=new)
            except AssessmentError as error:
                notices.problem(
                    error,
                    title="Password not changed",
                    fields={"current_password_wrong": "current", "password_length": "new", "password_guessable": "new"},
                )
            else:
                st.rerun()


def _turn_off(here: Visit) -> None:
    st.markdown("Two-step sign-in is on: every sign-in needs your password and a code from your authenticator app.")
    with st.form("remove", clear_on_submit=True):
        current = st.text_input("Current password", type="password", key="current to turn off")
        if st.form_submit_button("Turn off two-step sign-in"):
            try:
                remove_second_factor(here.store, here.actor, current=current)
            except AssessmentError as error:
                notices.problem(
                    error,
                    title="Two-step sign-in not turned off",
                    fields={"current_password_wrong": "current to turn off"},
                )
            else:
                st.rerun()


def _turn_on(here: Visit) -> None:
    key = session.secret(second_factor.new_key)
    st.markdown(
        "With two-step sign-in, every sign-in needs your password and a code from an app on your phone, so nobody can "
        "sign in as you with your password alone. Add this key to an authenticator app, then enter the code it shows."
    )
    st.code(" ".join(key[start : start + 4] for start in range(0, len(key), 4)), language=None)
    with st.form("second factor", clear_on_submit=True):
        code = st.text_input("Code", key="code", autocomplete="one-time-code")
        current = st.text_input("Current password", type="password", key="current to turn on")
        if st.form_submit_button("Turn on two-step sign-in"):
            try:
                codes = set_second_factor(here.store, here.actor, current=current, key=key, code=code)
            except AssessmentError as error:
                notices.problem(
                    error,
                    title="Two-step sign-in not turned on",
                    fields={"current_password_wrong": "current to turn on", "second_factor_code_wrong": "code"},
                )
            else:
                session.forget_secret()
                session.keep_to_show(codes)
                st.rerun()
