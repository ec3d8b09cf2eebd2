"""Answer: the task list, or the form of one theme, which saves every answer as it is given."""

import streamlit as st

from assessment.codes import Permission
from assessment.views.answered_assessment import open_assessment
from assessment.views.theme_form import open_theme_form
from pages.components.assessments import stage_note, task_list
from pages.components.layout import notices, page_address, page_header, visit
from pages.components.question_form import theme_form

here = visit.begin_assessment("respond")
question = st.query_params.get("question") or None
is_core_only = "core" in st.query_params
form = (
    None
    if question is None
    else open_theme_form(here.store, here.actor, here.library, here.assessment, question, is_core_only=is_core_only)
)
opened = form.opened if form else open_assessment(here.store, here.actor, here.library, here.assessment)
here.viewer.require(Permission.RESPOND, of=opened.assessment)

if form is None or not opened.assessment.is_open:
    page_header.show_context(here, opened.assessment, page="respond")
    page_address.settle(assessment=str(here.assessment))
    notices.show_done(at="started")
    stage_note.show(here, opened.assessment)
    task_list.show(opened)
else:
    page_header.show_context(here, opened.assessment, page="respond", classification=form.classification)
    theme_form.show(form)
