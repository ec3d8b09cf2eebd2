"""Evidence: each item that the answers of an assessment rest on, with its owner, its validity and what it supports."""

import streamlit as st

from assessment.views.evidence_view import EvidenceChoice, open_evidence
from pages.components.layout import html_parts, page_address, page_header, paging, visit
from pages.components.results import evidence_table

here = visit.begin_assessment("evidence")
choice = EvidenceChoice(
    theme=st.query_params.get("theme", ""), is_over=st.query_params.get("show") == evidence_table.OVER
)
page = open_evidence(
    here.store,
    here.actor,
    here.library,
    here.assessment,
    choice,
    page=paging.page_in_address(),
    answers_of=here.answers_of,
)
page_address.settle(
    assessment=str(here.assessment),
    of=page_address.respondent(page.assessment),
    **evidence_table.shown(page),
    page=str(page.page) if page.page > 1 else None,
)

page_header.show_context(here, page.assessment, page="evidence")
st.title(evidence_table.title(page), anchor=False)
html_parts.show(evidence_table.lede(page), evidence_table.picks(page), evidence_table.of(page))
evidence_table.show_ways(page)
html_parts.show(evidence_table.export(page))
