"""The address of what is shown, so that a reload, a bookmark and the Back button come to the same place."""

import streamlit as st


def settle(**shown: str | None) -> None:
    """Make the browser's address name what is shown.

    A link to the same page with other parameters changes what is shown but not the address the browser holds.
    """
    named = {name: value for name, value in shown.items() if value}
    if st.session_state.get("address") != named:
        st.session_state["address"] = named
        st.query_params.from_dict(named)
