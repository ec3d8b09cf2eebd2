"""How far each force that answered alone stood from what is agreed, on the Results page."""

from assessment.report.forces_content import INTRODUCTION, how_many, missing
from assessment.views.results_view import Results
from pages.components.layout import html_parts
from pages.components.partners import side_by_side


def of(results: Results) -> str:
    """Return the section as HTML; nothing where the collaboration answered as one, and until the partners agree."""
    apart, assessment, levels = results.forces, results.opened.assessment, len(results.opened.bank.scale)
    if apart is None:
        return ""
    sentences = [INTRODUCTION, *missing(assessment.missing_forces), how_many(apart)]
    return (
        "<h2>How far each force stood from what is agreed</h2>"
        f"{html_parts.paragraph(' '.join(sentences))}"
        f"{side_by_side.grades(apart, levels=levels)}"
        f"{side_by_side.furthest(apart, levels=levels)}"
    )
