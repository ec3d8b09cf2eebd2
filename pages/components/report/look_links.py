"""The preview of the report: what a version would say if it were issued now."""

from assessment.rounds.assessment import Assessment
from pages.components.layout import html_parts
from pages.components.report import file_links

_CONTENTS = (
    "The board’s two pages: the verdict, what it is asked to decide, what holds each theme down, strengths with "
    "evidence, the areas that lift the grade most with their actions, and what has changed",
    "The scores with the dot plot and the radar, and how the overall grade was reached",
    "The actions, overdue first, with owners and due dates",
    "Each theme: every question with its level, what is in place and missing, the rationale and the evidence",
    "How the grades are worked out, the sources, a glossary, and the document control",
)


def show(assessment: Assessment) -> None:
    """Draw the links to the preview, and what the report contains."""
    address = f"/files/{assessment.id}/preview"
    draft = " It is marked DRAFT until the assessment is submitted." if assessment.is_draft else ""
    preview = (
        "The preview shows what a version would say now. Every page says that it is not issued, and it has no version "
        f"number. Looking issues nothing; it is recorded who looked.{draft}"
    )
    links = [
        file_links.to(f"{address}/report.pdf", "Open the preview", kind="quiet"),
        file_links.to(f"{address}/board-paper.pdf", "Only the board’s two pages", kind="quiet"),
        file_links.to(f"{address}/report.html", "Save it as a web page"),
    ]
    forms = (
        "The board’s two pages say what holds the grades down and what the board is asked to decide. PDFs are to read, "
        "print and send. The web page says the same as the preview, and is easier to read on a phone."
    )
    html_parts.show(
        "<h2>Look at it</h2>",
        html_parts.paragraph(preview),
        f'<div class="links">{"".join(links)}</div>',
        f'<p class="caption">{forms}</p>',
        html_parts.fold("What the report contains", html_parts.bullets(list(_CONTENTS))),
    )
