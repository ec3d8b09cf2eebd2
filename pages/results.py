"""Results: the grades, each with its reasons, beside a dot plot, a radar and the same numbers as a table."""

import streamlit as st

from assessment.charts import screen
from assessment.charts.series import theme_profile
from assessment.codes import Permission
from assessment.views.results_view import open_results
from pages.components.layout import page_address, page_header, visit
from pages.components.results import chart, score_table, theme_result

here = visit.begin_assessment("results")
results = open_results(here.store, here.actor, here.library, here.assessment)
page_address.settle(assessment=str(here.assessment))

page_header.show(
    here, results.opened.assessment, title="Results", page="results", classification=results.classification
)
may_plan = here.viewer.may(Permission.PLAN_ACTIONS, of=results.opened.assessment)
plan_on = here.assessment if may_plan else None
score_table.headline(results.scorecard)
score_table.show(results.scorecard, results.previous)

profile = theme_profile(results.scorecard)
left, right = st.columns(2)
with left:
    chart.show(screen.dot_plot(profile, dark=chart.is_dark()), profile, title="Mean level by theme", key="dot plot")
with right:
    chart.show(screen.radar(profile, dark=chart.is_dark()), profile, title="The same means as a radar", key="radar")

score_table.overall_lift(results.scorecard, plan_on=plan_on)
for result in results.themes:
    theme_result.show(results.opened, result, plan_on=plan_on)
