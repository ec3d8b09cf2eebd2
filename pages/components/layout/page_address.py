"""The address of a page with what it shows, so that a reload, a bookmark and the Back button return to it."""

import streamlit as st


def settle(**shown: str | None) -> None:
    """Put the parameters of what is shown into the browser's address.

    Streamlit leaves the address as it is when a link leads to the same page with other parameters.
    """
    named = {name: value for name, value in shown.items() if value}
    if st.session_state.get("address") != named:
        st.session_state["address"] = named
        st.query_params.from_dict(named)


def leave_to_browser() -> None:
    """Leave the address to a form that writes into it what it shows."""
    st.session_state.pop("address", None)
