"""The round before an assessment, with which its results and its report are compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.access import Viewer
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.report.report_subject import PreviousRound
from assessment.rounds.assessment import Assessment, Classification
from assessment.scoring import score
from assessment.store.unit import Unit
from assessment.views.answered_assessment import read_assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRound:
    """The round before, and its marking: whatever shows its grades is marked as high as it is."""

    previous: PreviousRound
    classification: Classification


def read_previous_round(unit: Unit, viewer: Viewer, library: Library, assessment: Assessment) -> ReadRound | None:
    """Return the round before that the viewer may read, or None, within an open transaction."""
    before = find_previous_round(unit, viewer, assessment)
    if before is None:
        return None
    opened = read_assessment(unit, library, before)
    return ReadRound(
        previous=PreviousRound(
            round_title=before.round.title,
            as_of=before.round.as_of,
            scorecard=score(opened.bank, opened.responses, lifts=False),
        ),
        classification=before.classification,
    )


def find_previous_round(unit: Unit, viewer: Viewer, assessment: Assessment) -> Assessment | None:
    """Return the round before, as :func:`round_before` finds it among those that the viewer may read, or None."""
    every = unit.assessments.of(assessment.collaboration.id)
    return round_before(assessment, [each for each in every if viewer.may(Permission.READ, of=each)])


def round_before(assessment: Assessment, rounds: Iterable[Assessment]) -> Assessment | None:
    """Return the newest of the collaboration's rounds with which this one can be compared, or None.

    It was submitted, describes an earlier date and answers the same bank version.
    """
    earlier = [
        each
        for each in rounds
        if each.submitted_at is not None and each.bank == assessment.bank and each.round.as_of < assessment.round.as_of
    ]
    return max(earlier, key=lambda each: (each.round.as_of, each.started_at), default=None)
