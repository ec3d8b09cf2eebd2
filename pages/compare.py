"""Compare: submitted assessments side by side, by theme, on one bank version."""

import streamlit as st

from assessment.comparison.compared import Selection
from assessment.views.comparison_view import open_comparison
from pages.components.layout import notices, visit
from pages.components.results import comparison_table

here = visit.begin("compare")
everything = open_comparison(here.store, here.actor, here.library, Selection())

if everything is None:
    st.title("Compare", anchor=False)
    st.markdown("No assessment has been submitted yet. Submitted assessments are compared here, theme by theme.")
    st.page_link("home.py", label="Home")
else:
    notices.classification(everything.classification)
    st.title("Compare", anchor=False)
    selection, beside = comparison_table.choose(everything)
    comparison = open_comparison(here.store, here.actor, here.library, selection, beside=beside)
    if comparison is not None:
        comparison_table.show(comparison, selection)
