"""Actions: the work planned on the areas to improve, with its owner and due date, overdue first."""

import streamlit as st

from assessment.codes import Permission
from assessment.dates import now
from assessment.views.improvement_view import open_improvement_actions, suggested_action
from pages.components.improvement import action_form, kept
from pages.components.layout import page_address, page_header, visit
from pages.components.layout.phrases import count

here = visit.begin_assessment("improvement_actions")
plan = open_improvement_actions(here.store, here.actor, here.library, here.assessment, at=now())
about = st.query_params.get("about")
suggested = suggested_action(plan, about) if about else None
page_address.settle(assessment=str(here.assessment), about=about if suggested else None)

page_header.show(here, plan.opened.assessment, title="Actions", page="improvement_actions")
overdue = sum(line.is_overdue for line in plan.lines)
still_open = sum(line.stored.action.state.is_open for line in plan.lines)
if plan.lines:
    st.markdown(f"{count(len(plan.lines), 'action')}: {still_open} open, {overdue} of them overdue.")
else:
    st.markdown("No actions are planned yet. The report lists every action, with its owner and due date.")

if plan.progress:
    st.markdown(f"{plan.progress} That was the last report issued before today.")

may_plan = here.viewer.may(Permission.PLAN_ACTIONS, of=plan.opened.assessment)
if may_plan:
    kept.keep(here, plan, suggested)
for line in plan.lines:
    if may_plan:
        action_form.change(here, line)
    else:
        action_form.read(line)
if may_plan:
    st.header("Plan an action", anchor=False)
    action_form.plan(here, plan, suggested)
