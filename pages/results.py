"""Results: the grade in a sentence, the profile of the themes, what holds it down, and then one theme at a time."""

import streamlit as st

from assessment.charts import screen
from assessment.codes import Permission
from assessment.dates import now, uk_day
from assessment.report.round_profile import round_profile
from assessment.views.results_view import open_results
from pages.components.assessments import stage_note
from pages.components.layout import html_links, html_parts, page_address, page_header, typed, visit
from pages.components.results import amendment, chart, forces_apart, lift_steps, overview, score_table, theme_result

here = visit.begin_assessment("results")
results = open_results(here.store, here.actor, here.library, here.assessment, answers_of=here.answers_of)
asked = st.query_params.get("theme", "")
theme = theme_result.chosen(results, asked)
page_address.settle(
    assessment=str(here.assessment),
    of=page_address.respondent(results.opened.assessment),
    theme=theme.theme.code if asked else None,
)
scorecard, previous = results.scorecard, results.previous

page_header.show_context(here, results.opened.assessment, page="results", classification=results.classification)
typed.title(overview.title(scorecard, previous))
own = results.opened.assessment.own_force
if own is not None:
    typed.line(f"These are the grades of {own.name} alone. No other force sees them yet.")
stage_note.show(here, results.opened.assessment)
if results.opened.assessment.forces and here.viewer.may(Permission.READ_DRAFT, of=results.opened.assessment):
    st.html(f"<p>{html_links.to('partners', 'What each force said alone', assessment=here.assessment)}</p>")
may_plan = here.viewer.may_plan_actions(results.opened.assessment)
planning = lift_steps.Planning(assessment=here.assessment, may_plan=may_plan, planned=results.planned, on=uk_day(now()))
left, right = st.columns([2, 1], gap="large")
profile = round_profile(scorecard, previous)
with left:
    overview.show(scorecard, profile, previous)
with right:
    chart.show(screen.radar(profile, dark=chart.is_dark()), profile, title="The same means as a radar", key="radar")
html_parts.show(amendment.of(results))
html_parts.show(overview.held_down(scorecard), score_table.overall_lift(scorecard, planning))
# An element of its own, so that another theme leaves what is unfolded above and below it as it is.
html_parts.show(theme_result.of(results, theme, planning))
html_parts.show(forces_apart.of(results))
html_parts.show(score_table.of(scorecard, previous))
