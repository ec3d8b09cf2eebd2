"""Answer: the task list, or the form of one theme, which saves every answer as it is given."""

import streamlit as st

from assessment.views.carried_over import open_tasks
from assessment.views.theme_form import open_theme_form
from pages.components.assessments import fitting, stage_note, task_list
from pages.components.layout import notices, page_address, page_header, visit
from pages.components.question_form import theme_form

here = visit.begin_assessment("respond")
question = st.query_params.get("question") or None
is_core_only = "core" in st.query_params
form = (
    None
    if question is None
    else open_theme_form(
        here.store,
        here.actor,
        here.library,
        here.assessment,
        question,
        is_core_only=is_core_only,
        answers_of=here.answers_of,
    )
)

if form is not None and form.opened.assessment.is_open:
    page_address.name_respondent(form.opened.assessment)
    page_header.show_context(here, form.opened.assessment, page="respond", classification=form.classification)
    theme_form.show(form)
else:
    tasks = open_tasks(here.store, here.actor, here.library, here.assessment, answers_of=here.answers_of)
    page_address.settle(assessment=str(here.assessment), of=page_address.respondent(tasks.opened.assessment))
    page_header.show_context(here, tasks.opened.assessment, page="respond")
    notices.show_done(at="started")
    notices.show_done(at=fitting.DONE)
    stage_note.show(here, tasks.opened.assessment)
    task_list.show(tasks)
    fitting.show(here, tasks.fitting)
