"""The address of a page with what it shows, so that a reload, a bookmark and the Back button return to it."""

import streamlit as st


def settle(**shown: str | None) -> None:
    """Put the parameters of what is shown into the browser's address, where it names something else.

    A link has put them there already. To say so again would put an old address back where somebody has followed another
    link meanwhile.
    """
    named = {name: value for name, value in shown.items() if value}
    if st.query_params.to_dict() != named:
        st.query_params.from_dict(named)
