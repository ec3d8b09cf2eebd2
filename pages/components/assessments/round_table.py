"""The rounds of one collaboration, newest first."""

from collections.abc import Sequence

from assessment.codes import NextStep
from assessment.views.collaboration_lines import CollaborationLine
from assessment.wording import label
from pages.components.assessments import line_cells
from pages.components.layout import html_links, html_tables


def show(rounds: Sequence[CollaborationLine]) -> None:
    """Draw the rounds."""
    html_tables.show(
        "Rounds, newest first",
        ["Round", "Overall grade", "Progress", "Open"],
        [[*line_cells.of(line), _links(line)] for line in rounds],
        kind="cards acts",
        caption_is_seen=False,
    )


def _links(line: CollaborationLine) -> str:
    pages = [("results", "Results"), ("improvement_actions", "Actions"), ("report", "Report")]
    if line.next_step in (NextStep.START_ANSWERING, NextStep.CONTINUE):
        pages.insert(0, ("respond", label(line.next_step)))
    elif line.newest.submitted_at is None:
        pages[0] = ("check_answers", label(NextStep.READ_ANSWERS))
    return " · ".join(html_links.to(page, words, assessment=line.newest.id) for page, words in pages)
