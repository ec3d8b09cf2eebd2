"""The line that says why an assessment is open again, or withdrawn, with the reason as it was typed."""

from assessment.dates import uk_date
from assessment.rounds.assessment import Assessment
from assessment.views.stage_view import open_stage_note
from assessment.wording import label
from pages.components.layout import typed
from pages.components.layout.visit import AssessmentVisit


def show(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw who opened the assessment again or withdrew it, when and why; nothing where nobody did."""
    if assessment.moved_at is None or assessment.counts:
        return
    note = open_stage_note(here.store, here.actor, here.assessment)
    if note is not None:
        typed.line(
            f" by {note.by} on {uk_date(note.at)}. Reason: {note.reason}", strong=label(note.event), kind="notice"
        )
