"""Respond: place the collaboration on each question's levels; every answer is saved as it is given."""

import streamlit as st

from assessment.access import Permission
from assessment.rounds.assessment import Stage
from assessment.terms import QuestionCode
from assessment.views.opening import open_assessment
from pages.components import address, notices, question_card, task_list, visit

here = visit.begin_assessment("respond")
opened = open_assessment(here.store, here.asker, here.library, here.assessment)
here.viewer.require(Permission.RESPOND, of=opened.assessment)
question = st.query_params.get("question") or None
address.settle(assessment=str(here.assessment), question=question)
notices.classification(opened.assessment.classification)

if question is None or opened.assessment.stage is Stage.SUBMITTED:
    task_list.show(opened)
else:
    question_card.show(here, QuestionCode(question))
