"""Home: every assessment and what is left to do; the way to start one."""

import streamlit as st

from assessment.rounds.assessment import highest
from assessment.views.home import open_home
from pages.components import address, assessment_line, go, notices, visit

here = visit.begin("home")
lines = open_home(here.store, here.asker, here.library)
address.settle()

if lines:
    notices.classification(highest(line.assessment.classification for line in lines))
st.title("Collaboration self-assessment", anchor=False)
if not lines:
    st.markdown(
        "Find out where your collaboration stands on the four themes of HMICFRS's report The Hard Yards. "
        "Answer 53 questions in several sittings; every answer is saved as you give it. "
        "You then see grades that explain themselves, and a PDF for your board."
    )
if here.may_open("start"):
    go.on("start", "start.py", label="Start an assessment")
elif not lines:
    st.markdown("Nothing is open to you yet. Whoever gives access in your force can change that.")
for line in lines:
    assessment_line.show(line)
