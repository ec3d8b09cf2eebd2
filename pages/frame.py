"""The frame around every page: it signs the visitor in, draws the menu, runs the page, and shows its errors."""

import streamlit as st

from assessment.errors import AssessmentError
from pages.components.layout import frame_places, frame_scripts, header, notices, session, style, visit
from pages.components.people import account_notices
from pages.menu import HOME, PAGES

st.set_page_config(page_title="Collaboration self-assessment", page_icon=style.ICON, layout="wide")
notices.strip()

try:
    visitor = visit.who()
except AssessmentError as error:
    notices.problem(error, title="This page cannot be shown", place=st.container())
    notices.try_again(error)
    notices.standing_statement()
    st.stop()
viewer = visitor.viewer
session.belongs_to(viewer.person)

# A page of an assessment decides for itself: a hidden assessment looks like one that does not exist.
entries = [entry for entry in PAGES if entry is HOME or entry.of_assessment or viewer.may(entry.permission)]
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
        for entry in entries
    ],
    position="hidden",
)
frame_scripts.start()
name = page.url_path or HOME.name
header.show(visitor, [entry for entry in entries if entry.listed], current=name)
frame_places.keep_context()
with st.container(key="frame-page"):
    frame_places.keep_problems()
    account_notices.show(visitor, is_home=name == HOME.name)
    with notices.caught(), visit.refusals_noted(name):
        page.run()
        session.forget_done()
    notices.standing_statement()
