"""The exports of the answers, each with what it is for."""

import streamlit as st

from assessment.codes import AnswersForm
from assessment.rounds.assessment import Assessment
from assessment.wording import label
from pages.components.layout import html_tables
from pages.components.report import file_links

_USES = {
    AnswersForm.XLSX: "To work with the scores, answers and evidence in a spreadsheet",
    AnswersForm.CSV: "One line for each question, to load into another program",
    AnswersForm.JSON: "To keep the answers whole, or to start this assessment in another service like this one",
}


def show(assessment: Assessment) -> None:
    """Draw a table of the exports."""
    st.header("Export the answers", anchor=False)
    rows = [
        (file_links.to(f"/files/{assessment.id}/assessment.{form}", label(form)), html_tables.text(use))
        for form, use in _USES.items()
    ]
    html_tables.show("The answers as they are now. Who exported them is recorded.", ("File", "What it is for"), rows)
