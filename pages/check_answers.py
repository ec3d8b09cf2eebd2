"""Check your answers: every question with its answer, the gaps, the answers without evidence, and the way to submit."""

import streamlit as st

from assessment.actions.submitting import submit_assessment
from assessment.codes import Permission
from assessment.dates import now
from assessment.errors import AssessmentError
from assessment.rounds.assessment import Stage
from assessment.views.answered_assessment import open_assessment
from pages.components.layout import next_step, notices, page_address, page_header, visit
from pages.components.layout.escaping import plain
from pages.components.results import answers_to_check, question_answer
from pages.components.unsent import unsent_text

here = visit.begin_assessment("check_answers")
opened = open_assessment(here.store, here.actor, here.library, here.assessment)
page_address.settle(assessment=str(here.assessment))
may_answer = here.viewer.may(Permission.RESPOND, of=opened.assessment)
may_submit = here.viewer.may(Permission.SUBMIT, of=opened.assessment)
is_open = opened.assessment.stage is Stage.OPEN
id = str(here.assessment)

page_header.show(here, opened.assessment, title="Check your answers", page="check_answers")
results, unsupported = opened.questions, opened.unsupported
answers_to_check.show(opened, results)

for theme in opened.bank.themes:
    st.header(plain(theme.title), anchor=False)
    for question in theme.questions:
        with st.container(key=f"answer-{question.code}"):
            left, right = st.columns([5, 1], vertical_alignment="top")
            with left:
                st.markdown(f"**{question.code} {plain(question.title)}**")
                question_answer.show(results[question.code], levels=len(opened.bank.scale))
                if question.code in unsupported:
                    st.caption("No evidence is given for this level.")
            if is_open and may_answer:
                right.page_link(
                    "respond.py",
                    label=f"Change {question.code}",
                    query_params={"assessment": id, "question": question.code},
                )

st.header("Submit", anchor=False)
if not is_open:
    st.info(
        "This assessment has been submitted. It appears in the comparison, and its report is final.",
        icon=":material/lock:",
    )
    if may_submit and here.may_open("start"):
        next_step.link_to_next_round(opened.assessment.id)
elif not may_submit:
    st.markdown("The lead submits this assessment. After that, its answers are final.")
else:
    st.markdown(
        "Once you submit, the answers are final and nobody can change them. "
        "The report is no longer marked DRAFT, and the assessment appears in the comparison."
    )
    unsent_text.show_kept(here.person, of=here.assessment)
    if st.button("Submit the assessment", type="primary", key="submit"):
        try:
            submit_assessment(here.store, here.actor, here.library, here.assessment, at=now())
        except AssessmentError as error:
            notices.problem(error, title="Not submitted")
        else:
            st.rerun()
