"""Actions: what will be done about the areas to improve, by whom and by when; overdue first."""

import streamlit as st

from assessment.access import Permission
from assessment.moments import now
from assessment.views.plan import open_plan
from pages.components import action_form, address, head, kept, visit
from pages.components.words import count

here = visit.begin_assessment("plan")
plan = open_plan(here.store, here.asker, here.library, here.assessment, at=now())
address.settle(assessment=str(here.assessment))

head.show(here, plan.opened.assessment, title="Actions", page="plan")
overdue = sum(line.is_overdue for line in plan.lines)
still_open = sum(line.stored.action.state.is_open for line in plan.lines)
if plan.lines:
    st.markdown(f"{count(len(plan.lines), 'action')}: {still_open} open, {overdue} of them overdue.")
else:
    st.markdown("No action is planned yet. The report carries every action, with its owner and its day.")

if plan.progress:
    st.markdown(f"{plan.progress} That is the last report that was issued before today.")

may_plan = here.viewer.may(Permission.PLAN, of=plan.opened.assessment)
if may_plan:
    kept.keep(here, plan)
for line in plan.lines:
    if may_plan:
        action_form.change(here, line)
    else:
        action_form.read(line)
if may_plan:
    st.header("Plan an action", anchor=False)
    action_form.plan(here, plan)
