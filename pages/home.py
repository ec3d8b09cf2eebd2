"""Home: every assessment that the viewer may read, with what is left to do, and the way to start one."""

import streamlit as st

from assessment.rounds.assessment import highest
from assessment.rounds.telling_apart import collaboration_labels
from assessment.views.home_view import open_home
from pages.components.assessments import assessment_line
from pages.components.layout import next_step, notices, page_address, visit

here = visit.begin("home")
lines = open_home(here.store, here.actor, here.library)
page_address.settle()

if lines:
    notices.classification(highest(line.assessment.classification for line in lines))
st.title("Collaboration self-assessment", anchor=False)
if not lines:
    st.markdown(
        "Find out where your collaboration stands on the four themes of HMICFRS's report The Hard Yards. "
        "Each of its 53 questions holds short statements. Tick those that are true and that you can show, in as many "
        "sittings as you like; every answer is saved as you give it. You then get grades with the reasons for them, "
        "and a PDF for your board."
    )
if here.may_open("start"):
    next_step.link("start", "start.py", label="Start an assessment")
elif not lines:
    owner = "A force access owner for your force, or an administrator," if here.viewer.force else "An administrator"
    st.markdown(f"You do not have access to any assessment yet. {owner} can give it to you.")
labels = collaboration_labels(line.assessment for line in lines)
for line in lines:
    assessment_line.show(line, name=labels[line.assessment.collaboration.id])
