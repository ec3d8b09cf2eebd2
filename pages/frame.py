"""Runs on every visit: the look, the menu, and one place where errors become sentences."""

import streamlit as st

from pages.components import leaving, notices, style
from pages.menu import HOME, PAGES

st.set_page_config(page_title="Collaboration self-assessment", page_icon=style.ICON, layout="wide")
style.apply()

page = st.navigation(
    [
        st.Page(
            entry.file,
            title=entry.title,
            icon=entry.icon,
            url_path=None if entry is HOME else entry.name,
            default=entry is HOME,
            visibility="visible" if entry.listed else "hidden",
        )
        for entry in PAGES
    ],
    position="top",
)

with notices.caught():
    leaving.finish(page.url_path)
    page.run()
notices.standing_statement()
