"""Report: the downloads, its classification, every version that was issued, and what a report contains."""

import streamlit as st

from assessment.rounds.assessment import Stage
from assessment.views.report_versions import list_report_versions
from assessment.views.results_view import open_results
from pages.components.layout import page_address, page_header, visit
from pages.components.results import classification_choice, report_versions_table, score_table
from pages.menu import entry

here = visit.begin_assessment("report")
results = open_results(here.store, here.actor, here.library, here.assessment)
page_address.settle(assessment=str(here.assessment))
assessment = results.opened.assessment

page_header.show(here, assessment, title="Report", page="report", classification=results.classification)
if assessment.stage is Stage.OPEN:
    st.info(
        "The assessment has not been submitted, so every page of the report is marked DRAFT. "
        "Submit it from Check your answers.",
        icon=":material/edit_document:",
    )
with st.container(horizontal=True):
    st.link_button(
        "Open the PDF", f"/files/{assessment.id}/report.pdf", icon=":material/picture_as_pdf:", type="primary"
    )
    st.link_button(
        "Only the two pages for the board", f"/files/{assessment.id}/board-paper.pdf", icon=":material/summarize:"
    )
    st.link_button("Save as a web page", f"/files/{assessment.id}/report.html", icon=":material/web:")
    st.link_button("Export the answers (JSON)", f"/files/{assessment.id}/assessment.json", icon=":material/download:")

st.markdown(
    "The PDF and the web page have the same content, and both work with a screen reader. The PDF meets PDF/UA-1 and "
    "PDF/A-2a. Each download gets the next version number. Who downloaded it is recorded, and a lead can see it."
)
if here.viewer.may(entry("download_log").permission, of=assessment):
    st.page_link("download_log.py", label="Who has downloaded what", query_params={"assessment": str(assessment.id)})
classification_choice.show(here, assessment)
report_versions_table.show(list_report_versions(here.store, here.actor, here.assessment))
st.header("What the report contains", anchor=False)
st.markdown(
    """
- Two pages for the board: the verdict, what it is asked to decide, what holds each theme down, strengths with evidence,
  the areas that lift the grade most with their actions, what has changed, and what the next grade would take
- The scores in one table, with the dot plot and the radar, and how the overall grade was reached
- The actions, overdue first, with their owners and due dates, and how each has changed since the previous report
- A section for each theme: how its grade was reached, what would lift it, and every question with its level, the
  statements in place and missing, its finding, the rationale and the evidence
- How the grades are worked out, the limits and their reasons, the sources, a glossary, and the document control: the
  version, the collaboration, the round, the version of the question bank, who submitted the assessment, the fingerprint
  of the content, and the last entry of the audit trail when the report was issued
"""
)
st.header("Grades in the report", anchor=False)
score_table.show(results.scorecard, results.previous)
