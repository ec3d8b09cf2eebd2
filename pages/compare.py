"""Compare: submitted assessments side by side, by theme, on one bank version."""

import streamlit as st

from assessment.views.comparison_view import ComparisonChoices, open_comparison, open_comparison_choices
from pages.components.layout import html_links, notices, paging, visit
from pages.components.layout.phrases import count
from pages.components.results import comparison_table

NOTHING = "There is nothing to compare yet"


def show(here: visit.Visit, choices: ComparisonChoices) -> None:
    """Draw the filters, what they leave and how it compares."""
    # A container, not a place that is filled later: that one is sent before or after what stands below it, by chance.
    title = st.container()
    st.html(
        '<p class="lede">While questions are unanswered a mean has a range, in brackets: the lowest and the highest '
        "that it can still become. Where ranges overlap, the order says nothing, so those stand in one group, by "
        "name.</p>"
    )
    with st.container(key="peers"):
        selection, beside = comparison_table.choose(choices)
        shown = open_comparison(
            here.store,
            here.actor,
            here.library,
            selection,
            beside=beside,
            page=paging.page_in_address(),
            drawn=comparison_table.drawn(),
        )
        if shown is None:  # what there was has been withdrawn since the filters were drawn
            title.html(f'<div class="section-head first"><h1>{NOTHING}</h1></div>')
            return
        st.html(comparison_table.peers(shown))
    notices.classification(shown.classification)
    files = comparison_table.files(shown, selection) if shown.found else ""
    words = (
        f"{count(len(shown.found), 'assessment')} side by side" if shown.found else "No assessment matches the filters"
    )
    title.html(f'<div class="section-head first"><h1>{words}</h1>{files}</div>')
    comparison_table.show(here, shown, selection)


here = visit.begin("compare")
choices = open_comparison_choices(here.store, here.actor, here.library)
if choices is None:
    st.title(NOTHING, anchor=False)
    st.html(
        '<p class="lede">Submitted assessments are compared here, theme by theme. None has been submitted yet.</p>'
        f"<p>{html_links.to('home', 'Go to Home', kind='button')}</p>"
    )
else:
    show(here, choices)
