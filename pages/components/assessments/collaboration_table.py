"""The collaborations on Home: where each stands, how it has changed, and the one next step."""

from collections.abc import Mapping, Sequence

from assessment.codes import NextStep
from assessment.ids import CollaborationId
from assessment.views.collaboration_lines import CollaborationLine
from assessment.wording import label
from pages.components.assessments import line_cells
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html


def show(lines: Sequence[CollaborationLine], labels: Mapping[CollaborationId, str]) -> None:
    """Draw the lines. `labels` tells the collaborations apart."""
    html_tables.show(
        "Your collaborations",
        ["Collaboration", "Round", "Overall grade", "Progress", "Next step"],
        [[_name(line, labels), *line_cells.of(line), _next_step(line)] for line in lines],
        kind="cards acts",
        caption_is_seen=False,
    )


def _name(line: CollaborationLine, labels: Mapping[CollaborationId, str]) -> str:
    newest = line.newest
    link = html_links.to("collaboration", labels[newest.collaboration.id], assessment=newest.id)
    lead = newest.collaboration.lead_force
    partners = [f"{lead} (lead)", *(each for each in newest.collaboration.partners if each != lead)]
    return f'{link}<span class="sub">{in_html(", ".join(partners))}</span>'


def _next_step(line: CollaborationLine) -> str:
    step = line.next_step
    if line.problem:
        return ""
    if step is NextStep.START_NEXT_ROUND:
        return html_links.to("start", label(step), follows=line.newest.id)
    page = "results" if step is NextStep.SEE_RESULTS else "respond"
    return html_links.to(page, label(step), assessment=line.newest.id)
