"""Actions: a table of what will be done, for which statement, by whom and by when, and the form to change it."""

import streamlit as st

from assessment.dates import now, uk_day
from assessment.views.action_choice import ActionChoice, choose
from assessment.views.improvement_view import ImprovementView, open_improvement_actions
from pages.components.improvement import action_choice, action_form, action_table
from pages.components.layout import html_links, page_header, visit
from pages.components.layout.phrases import count

LEDE = "Each one makes a statement true, or puts a finding right. The report prints them with owner and due date."


def title(view: ImprovementView) -> str:
    """Return how things stand, in words."""
    is_open = sum(line.stored.action.state.is_open for line in view.lines)
    overdue = sum(line.is_overdue for line in view.lines)
    if not view.lines:
        return "No action is planned yet"
    if not is_open:
        return "No action is open"
    words = f"{count(is_open, 'action')} {'is' if is_open == 1 else 'are'} open"
    if overdue == is_open:
        return f"{words} and overdue"
    return f"{words}, {overdue} of them overdue" if overdue else words


here = visit.begin_assessment("improvement_actions")
view = open_improvement_actions(here.store, here.actor, here.library, here.assessment, at=now())
may_plan = here.viewer.may_plan_actions(view.opened.assessment)

page_header.show_context(here, view.opened.assessment, page="improvement_actions")
head = st.container()
choice = ActionChoice()
if view.lines:
    picks, theme, owner = st.columns([5, 2, 2], vertical_alignment="bottom")
    choice = action_choice.read(view, theme, owner)

plan = action_table.plan(choice, of=here.assessment, words="Plan an action", kind="button")
head.html(
    f'<div class="section-head first"><h1>{title(view)}</h1>{plan if may_plan else ""}</div><p class="lede">{LEDE}</p>'
)
if view.opened.assessment.amends is not None:
    before = html_links.to(
        "improvement_actions", "the version that it amends", assessment=view.opened.assessment.amends
    )
    head.html(f'<p class="codes">Actions that were planned before the amendment are on {before}.</p>')
if view.progress:
    head.markdown(f"{view.progress} That was the last report issued before today.")
if may_plan:
    with head:
        action_form.show(here, view, choice)

if view.lines:
    changed = action_choice.action_named("changed")
    chosen = choose(view.lines, choice, also=changed or action_choice.action_named("action"))
    picks.html(action_choice.filters(here.assessment, choice, chosen.counts))
    if chosen.lines:
        action_table.show(chosen, choice, of=here.assessment, may_plan=may_plan, changed=changed, on=uk_day(now()))
    else:
        st.html('<p class="soft" role="status">No action is like that. Choose another filter, theme or owner.</p>')
    action_choice.ways_to_pages(here.assessment, choice, chosen)
    st.html(
        '<p class="codes">Take every action with you as '
        f'<a href="/files/{here.assessment}/actions.csv">CSV</a> or as an '
        f'<a href="/files/{here.assessment}/actions.xlsx">Excel workbook</a>. The audit trail records who does.</p>'
    )
if view.suggested:
    st.header("What would lift the grades, and has no action yet", anchor=False)
    action_table.suggest(view.suggested, choice, of=here.assessment)
elif not view.lines:
    results = html_links.to("results", "See the results", kind="quiet", assessment=here.assessment)
    st.html(f"<p>{results}</p>")
