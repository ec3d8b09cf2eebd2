"""Compare: submitted assessments side by side, by theme, on one bank version."""

import streamlit as st

from assessment.views.comparison_view import open_comparison
from pages.components.layout import html_links, notices, visit
from pages.components.layout.phrases import count
from pages.components.results import comparison_table

here = visit.begin("compare")
everything = open_comparison(here.store, here.actor, here.library)

if everything is None:
    st.title("There is nothing to compare yet", anchor=False)
    st.html(
        '<p class="lede">Submitted assessments are compared here, theme by theme. None has been submitted yet.</p>'
        f"<p>{html_links.to('home', 'Go to Home', kind='button')}</p>"
    )
else:
    notices.classification(everything.classification)
    title = st.empty()
    st.html(
        '<p class="lede">While questions are unanswered a mean has a range, in brackets: the lowest and the highest '
        "that it can still become. Where ranges overlap, the order says nothing, so those stand in one group, by "
        "name.</p>"
    )
    with st.container(key="peers"):
        selection, beside = comparison_table.choose(everything)
        if beside != everything.banks[0]:
            everything = open_comparison(here.store, here.actor, here.library, beside=beside) or everything
        shown = everything.narrowed(selection)
        st.html(comparison_table.peers(everything, shown))
    files = comparison_table.files(shown, selection) if shown.rows else ""
    words = (
        f"{count(len(shown.rows), 'assessment')} side by side" if shown.rows else "No assessment matches the filters"
    )
    title.html(f'<div class="section-head first"><h1>{words}</h1>{files}</div>')
    comparison_table.show(here, shown, selection)
