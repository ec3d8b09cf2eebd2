"""A collaboration across its rounds: each with its grade, its change, its actions and the way to its pages."""

import streamlit as st

from assessment.codes import NextStep, Permission
from assessment.rounds.assessment import highest
from assessment.views.collaboration_view import open_collaboration
from pages.components.assessments import collaboration_changes, round_table
from pages.components.layout import html_links, notices, page_address, typed, visit

here = visit.begin_assessment("collaboration")
rounds = open_collaboration(here.store, here.actor, here.library, here.assessment)
newest = rounds.newest
may_manage = here.viewer.may(Permission.MANAGE_COLLABORATION, of=newest)
draft = next((line for line in rounds.drafts if line.newest.id == here.assessment), None)
asks = may_manage and draft is not None and st.query_params.get("step") == collaboration_changes.STEP
page_address.settle(assessment=str(here.assessment), step=collaboration_changes.STEP if asks else None)

notices.classification(highest(line.newest.classification for line in rounds.lines))
if asks and draft is not None:
    collaboration_changes.ask_to_delete(here, draft)
else:
    typed.title(newest.collaboration.name)
    notices.show_done(at=collaboration_changes.DONE)
    typed.line(", ".join(newest.collaboration.partner_names))
    ways = []
    if here.viewer.may(Permission.INVITE, of=newest):
        ways.append(html_links.to("invite", "Invite somebody", kind="quiet", collaboration=newest.collaboration.id))
    if rounds.lines[0].next_step is NextStep.START_NEXT_ROUND:
        ways.append(html_links.to("start", "Start the next round", kind="button", follows=newest.id))
    st.html(f'<div class="section-head first"><h2>Rounds</h2><div class="row">{"".join(ways)}</div></div>')
    round_table.show(rounds.lines)
    if may_manage:
        collaboration_changes.show(here, rounds)
