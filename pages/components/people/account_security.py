"""The sections of the account page that change the password and turn two-step sign-in on or off."""

import streamlit as st

from assessment.access import second_factor
from assessment.access.person import Person
from assessment.actions.own_account import change_password, remove_second_factor, set_second_factor
from assessment.errors import AssessmentError
from assessment.views.account_view import Account
from pages.components.layout import notices, session
from pages.components.layout.header import PRODUCT
from pages.components.layout.visit import Visit
from pages.components.people import handed_over, qr_code


def show(here: Visit, account: Account) -> bool:
    """Draw both sections, and above them new recovery codes. Return False once the password was changed.

    Every session has ended then, so nothing that is drawn below would work.
    """
    shown = session.take_to_show()
    if isinstance(shown, tuple):
        _recovery_codes(shown)
    st.header("Password", anchor=False)
    place = st.empty()
    with place.container():
        is_changed = _password(here)
    if is_changed:
        with place.container():
            notices.done("Your password was changed, and you were signed out everywhere.")
            st.html('<p><a class="button" href="/account/sign-in" target="_self">Sign in with the new password</a></p>')
        return False
    st.header("Two-step sign-in", anchor=False)
    notices.show_done(at="two-step")
    if account.person.has_second_factor:
        _turn_off(here)
    else:
        _turn_on(here, account.person)
    return True


def _recovery_codes(codes: tuple[object, ...]) -> None:
    """Draw the codes until somebody says that they have stored them, or leaves the page."""
    st.header("Your recovery codes", anchor=False)
    notices.show_done(at="recovery-codes")
    st.markdown("Store these away from your phone. Each works once in place of a code. They will not be shown again.")
    handed_over.show("Recovery codes", [str(code) for code in codes], key="recovery-codes", file="recovery-codes.txt")
    session.keep_to_show(codes)
    st.button("I have stored them", on_click=_hide_recovery_codes)


def _hide_recovery_codes() -> None:
    session.forget_to_show()
    notices.keep_done("The recovery codes are hidden. They cannot be shown again.", at="two-step")


def _password(here: Visit) -> bool:
    """Draw the form. Return True if the password was changed with it."""
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
                return True
    return False


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
                notices.keep_done("Two-step sign-in is off.", at="two-step")
                st.rerun()


def _turn_on(here: Visit, person: Person) -> None:
    key = session.secret(second_factor.new_key)
    st.markdown(
        "With two-step sign-in, every sign-in needs your password and a code from an app on your phone, so nobody can "
        "sign in as you with your password alone. Scan this picture with an authenticator app, or type the key into "
        "it. Then enter the code that the app shows."
    )
    address = second_factor.address_of(key, account=person.email or "", service=PRODUCT)
    st.html(qr_code.picture(address, label="QR code with the key that stands below"))
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
                notices.keep_done("Two-step sign-in is on.", at="recovery-codes")
                st.rerun()
