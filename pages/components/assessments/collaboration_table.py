"""The collaborations on Home: where each stands, how it has changed, and the one next step."""

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.codes import NextStep
from assessment.ids import CollaborationId
from assessment.rounds.names import round_named
from assessment.views.collaboration_lines import CollaborationLine
from assessment.wording import label
from pages.components.assessments import line_cells
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html

_PAGES: Final = {
    NextStep.START_ANSWERING: "respond",
    NextStep.CONTINUE: "respond",
    NextStep.SEE_RESULTS: "results",
    NextStep.READ_ANSWERS: "check_answers",
}
"""The page to which a step leads that is about one round."""


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
    link = html_links.to("collaboration", labels[newest.collaboration.id], collaboration=newest.collaboration.id)
    lead = newest.collaboration.lead_force.name
    partners = [f"{lead} (lead)", *(each for each in newest.collaboration.partner_names if each != lead)]
    return f'{link}<span class="sub">{in_html(", ".join(partners))}</span>'


def _next_step(line: CollaborationLine) -> str:
    step = line.next_step
    if line.problem:
        return ""
    if step is NextStep.START_NEXT_ROUND:
        return html_links.to("start", label(step), follows=line.next_round.id)
    link = html_links.to(_PAGES[step], label(step), assessment=line.next_round.id)
    if line.next_round == line.newest:
        return link
    return f'{link}<span class="sub">of {in_html(round_named(line.next_round.round.title, word="round"))}</span>'
