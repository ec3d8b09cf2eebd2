"""Rounds: those in which any collaboration can take part, and one of them, whose days are changed there."""

import streamlit as st

from assessment.views.rounds_view import open_round, open_rounds, round_id
from pages.components.layout import html_links, typed, visit
from pages.components.people import outcome
from pages.components.rounds import round_forms, round_table

here = visit.begin("rounds")
named = st.query_params.get("round")
if named is not None:
    line = open_round(here.store, here.actor, round_id(named))
    st.html(f'<p class="codes">{html_links.to("rounds", "Rounds")}</p>')
    typed.title(line.round.title)
    outcome.show()
    typed.line(f"Question bank {line.round.bank.version}. Assessments started in it: {line.started}.")
    round_forms.change(here, line)
else:
    page = open_rounds(here.store, here.actor, here.library)
    st.title("Rounds", anchor=False)
    outcome.show()
    st.html(
        '<p class="lede">A round that is made here is offered to every lead who starts an assessment while it is open. '
        "All its assessments answer one version of the question bank. A lead can always start a round of their own "
        "instead.</p>"
    )
    round_forms.make(here, page)
    if page.lines:
        round_table.show(page)
    else:
        st.html('<p class="soft">No round was made yet.</p>')
