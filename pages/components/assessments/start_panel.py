"""What stands beside the form that starts an assessment: what it takes, or what came out of the round before."""

from collections.abc import Iterable
from contextlib import suppress

import streamlit as st

from assessment.bank.library import Library
from assessment.dates import uk_date
from assessment.errors import BankUnusable
from assessment.views.starting_view import NextRound
from pages.components.assessments import line_cells
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import about_minutes, count


def before_you_start(library: Library) -> None:
    """Draw how long it takes, what is needed for it, and who sees it."""
    facts = [
        ("What you need", "The agreement, the latest board papers, the benefits register and the training record"),
        (
            "Who sees it",
            "Those you invite, and whoever is given access by a force access owner or an administrator. Inspectors see "
            "it once it is submitted",
        ),
    ]
    with suppress(BankUnusable):  # said where the assessment is started
        questions = len(tuple(library.latest().questions()))
        how_long = f"{about_minutes(questions).capitalize()} for {count(questions, 'question')}, in as many sittings"
        facts.insert(0, ("Time", f"{how_long} as you like"))
    _show("Before you start", [(term, in_html(fact)) for term, fact in facts])


def round_before(taken_over: NextRound) -> None:
    """Draw what came out of the round before."""
    line = taken_over.line
    _, grade, progress = line_cells.of(line)
    submitted_at = line.newest.submitted_at
    _show(
        f"The round before: {line.newest.round.title}",
        [
            ("Overall", grade),
            ("Submitted", uk_date(submitted_at) if submitted_at else "Not yet: it is still in progress"),
            ("Actions" if submitted_at else "Progress", progress),
        ],
    )


def _show(title: str, facts: Iterable[tuple[str, str]]) -> None:
    listed = "".join(f"<dt>{term}</dt><dd>{fact}</dd>" for term, fact in facts)
    st.html(f'<aside class="panel"><h2>{in_html(title)}</h2><dl class="facts">{listed}</dl></aside>')
