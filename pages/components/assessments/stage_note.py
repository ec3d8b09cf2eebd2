"""The lines that say why an assessment is open again, withdrawn or amended, with the reason as it was typed."""

import streamlit as st

from assessment.codes import Permission
from assessment.dates import uk_date
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.views.stage_view import open_stage_note
from assessment.wording import label
from pages.components.layout import html_links, typed
from pages.components.layout.visit import AssessmentVisit


def show(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw who opened the assessment again or withdrew it, when and why, and what it amends or is amended by."""
    _amendment(here, assessment)
    if assessment.moved_at is None or assessment.counts:
        return
    note = open_stage_note(here.store, here.actor, here.assessment)
    if note is not None:
        typed.line(
            f" by {note.by} on {uk_date(note.at)}. Reason: {note.reason}", strong=label(note.event), kind="notice"
        )


def _amendment(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw the way to the version before and to the one after, as far as the viewer may read them."""
    if assessment.amends is not None:
        typed.line(f" Reason: {assessment.amendment_reason}", strong="Amendment.", kind="notice")
        _way("results", "See the version that it amends", assessment.amends)
    if assessment.amended_at is not None and assessment.amended_by is not None:
        typed.line(
            f" on {uk_date(assessment.amended_at)}. It stays as it was submitted; the amendment counts in its place.",
            strong="Amended",
            kind="notice",
        )
        _way("results", "See the amendment", assessment.amended_by)
    elif assessment.amended_by is not None and here.viewer.may(Permission.READ_DRAFT, of=assessment):
        typed.line(" This version counts until the amendment is submitted.", strong="Being amended.", kind="notice")
        _way(
            "respond" if here.viewer.may(Permission.RESPOND, of=assessment) else "results",
            "Open the amendment",
            assessment.amended_by,
        )


def _way(page: str, words: str, id: AssessmentId) -> None:
    st.html(f'<p class="codes">{html_links.to(page, words, assessment=id)}</p>')
