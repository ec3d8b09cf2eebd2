"""Who has looked: everything that was taken from an assessment, and its submission, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assessment.access import Asker, Permission
from assessment.admission import admit_to
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit import TAKEN, AuditEntry, Event
from assessment.terms import AssessmentId

_WORDS: Final[Mapping[tuple[Event, str], str]] = {
    (Event.REPORT_ISSUED, "pdf"): "Report as PDF",
    (Event.REPORT_ISSUED, "html"): "Report as web page",
    (Event.EXPORTED, "json"): "Answers exported",
    (Event.COMPARISON_TAKEN, "csv"): "Comparison as table",
    (Event.COMPARISON_TAKEN, "pdf"): "Comparison as PDF",
}
LOOKS: Final = (*TAKEN, Event.SUBMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """That somebody took something, or submitted. `what` is in words, `at` an aware moment."""

    by: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The assessment, and who has looked at it, newest first."""

    assessment: Assessment
    looks: tuple[Look, ...]


def who_has_looked(store: Store, asker: Asker, id: AssessmentId) -> Looks:
    """Who has taken what from the assessment, and when. Raises as :func:`open_assessment` does."""
    with store.read() as unit:
        _, assessment = admit_to(unit, asker, id, Permission.SEE_LOOKS)
        looks = [
            Look(by=unit.people.name_of(entry.by), what=in_words(entry), at=entry.at)
            for entry in reversed(unit.audit.of(assessment, only=LOOKS))
        ]
    return Looks(assessment=assessment, looks=tuple(looks))


def in_words(entry: AuditEntry) -> str:
    """What was done, as ``Report as PDF``."""
    return _WORDS.get((entry.event, str(entry.detail.get("form", ""))), entry.event.value.capitalize())
