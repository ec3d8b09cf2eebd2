"""Answer: the task list, or one question with its levels. Every answer is saved as it is given."""

import streamlit as st

from assessment.codes import Permission
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Stage
from assessment.views.answered_assessment import open_assessment
from pages.components.assessments import task_list
from pages.components.layout import notices, page_address, visit
from pages.components.question import question_card

here = visit.begin_assessment("respond")
opened = open_assessment(here.store, here.actor, here.library, here.assessment)
here.viewer.require(Permission.RESPOND, of=opened.assessment)
question = st.query_params.get("question") or None
page_address.settle(assessment=str(here.assessment), question=question)
notices.classification(opened.assessment.classification)

if question is None or opened.assessment.stage is Stage.SUBMITTED:
    task_list.show(opened)
else:
    question_card.show(here, QuestionCode(question))
