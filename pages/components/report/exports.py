"""The exports of the answers, each with what it is for."""

from assessment.codes import ExportForm
from assessment.rounds.assessment import Assessment
from assessment.wording import label
from pages.components.layout import html_parts, html_tables
from pages.components.report import file_links

_USES = {
    ExportForm.XLSX: "To work with the scores, answers and evidence in a spreadsheet",
    ExportForm.CSV: "One line for each question, to load into another program",
    ExportForm.JSON: "To keep the answers whole, or to start this assessment in another service like this one",
}


def show(assessment: Assessment) -> None:
    """Draw a table of the exports."""
    rows = [
        (file_links.to(f"/files/{assessment.id}/assessment.{form}", label(form)), html_tables.text(use))
        for form, use in _USES.items()
    ]
    caption = "The answers as they are now. Who exported them is recorded."
    table = html_tables.of(caption, ("File", "What it is for"), rows)
    html_parts.show("<h2>Export the answers</h2>", html_tables.with_caption(table, caption))
