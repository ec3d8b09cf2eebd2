"""Results: the grades, each with its reasons, beside a dot plot, a radar and the same numbers as a table."""

import streamlit as st

from assessment.charts import screen
from assessment.charts.series import theme_profile
from assessment.views.results import open_results
from pages.components import address, figure, head, score_table, theme_result, visit

here = visit.begin_assessment("results")
results = open_results(here.store, here.asker, here.library, here.assessment)
address.settle(assessment=str(here.assessment))

head.show(here, results.opened.assessment, title="Results", page="results")
score_table.headline(results.scorecard)
score_table.show(results.scorecard)

profile = theme_profile(results.scorecard)
left, right = st.columns(2)
with left:
    figure.show(screen.dot_plot(profile, dark=figure.is_dark()), profile, title="Mean level by theme", key="dot plot")
with right:
    figure.show(screen.radar(profile, dark=figure.is_dark()), profile, title="The same means as a radar", key="radar")

for result in results.themes:
    theme_result.show(results.opened, result)
