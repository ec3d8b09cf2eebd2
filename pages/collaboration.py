"""A collaboration across its rounds: each with its grade, its change, its actions and the way to its pages."""

import streamlit as st

from assessment.codes import NextStep, Permission
from assessment.rounds.assessment import highest
from assessment.views.collaboration_view import open_collaboration
from pages.components.assessments import round_table
from pages.components.layout import html_links, notices, page_address, typed, visit

here = visit.begin_assessment("collaboration")
rounds = open_collaboration(here.store, here.actor, here.library, here.assessment)
page_address.settle(assessment=str(here.assessment))

newest = rounds[0].newest
notices.classification(highest(line.newest.classification for line in rounds))
typed.title(newest.collaboration.name)
typed.line(", ".join(newest.collaboration.partners))
if here.viewer.may(Permission.INVITE, of=newest):
    invite = html_links.to("invite", "Invite somebody", kind="quiet", collaboration=newest.collaboration.id)
    st.html(f'<div class="section-head"><h2>Rounds</h2>{invite}</div>')
if rounds[0].next_step is NextStep.START_NEXT_ROUND:
    st.html(html_links.to("start", "Start the next round", kind="button", follows=newest.id))
round_table.show(rounds)
