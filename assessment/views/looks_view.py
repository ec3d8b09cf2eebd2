"""Who has looked at an assessment: previews, reports, exports and comparisons, with what was issued and decided."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Event, Permission
from assessment.dates import uk_day
from assessment.ids import AssessmentId
from assessment.store import Store
from assessment.store.audit import DOWNLOAD_EVENTS, AuditEntry
from assessment.wording import event_label

LOOKED_EVENTS: Final = (
    *DOWNLOAD_EVENTS,
    Event.ASSESSMENT_SUBMITTED,
    Event.SUBMISSION_WITHDRAWN,
    Event.ASSESSMENT_CHANGED,
    Event.BOARD_DECIDED,
)
_OF_A_VERSION: Final = (Event.REPORT_ISSUED, Event.REPORT_TAKEN, Event.BOARD_DECIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody looked at or did, once or several times in a row on one day. Times carry their zone."""

    by: str
    what: str
    """In words."""
    at: datetime
    """The last time."""
    since: datetime
    """The first time."""
    times: int = 1

    @property
    def day(self) -> date:
        """Return the day that it was in the UK."""
        return uk_day(self.at)


def open_looks(store: Store, actor: Actor, id: AssessmentId) -> tuple[Look, ...]:
    """Return who has looked at what of the assessment, newest first. Raise as :func:`open_assessment` does.

    Looks in a row by the same person at the same thing on one day are one.
    """
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.SEE_DOWNLOADS)
        entries = [
            (uk_day(entry.at), unit.people.name_of(entry.by), _with_reason(entry), entry)
            for entry in reversed(unit.audit.of(assessment, only=LOOKED_EVENTS))
        ]
    looks = []
    for (_, by, what), run in groupby(entries, key=lambda each: each[:3]):
        times = [entry.at for *_, entry in run]
        looks.append(Look(by=by, what=what, at=times[0], since=times[-1], times=len(times)))
    return tuple(looks)


def describe_entry(entry: AuditEntry, *, file_format: str = "") -> str:
    """Return what an audit entry records, as ``Report as PDF, version 2``, without any text that a person typed.

    `file_format` is that of the file that is meant, where the entry records several.
    """
    label = event_label(entry.event, file_format=file_format or str(entry.detail.get("form", "")))
    if before := entry.detail.get("classification_was"):
        return f"{label}: {before} to {entry.detail['classification']}"
    return f"{label}, version {entry.version}" if entry.event in _OF_A_VERSION else label


def _with_reason(entry: AuditEntry) -> str:
    described = describe_entry(entry)
    if reason := entry.detail.get("reason"):
        return f"{described}. Reason: {reason}"
    people = entry.detail.get("for") if entry.event is Event.REPORT_ISSUED else None
    return f"{described}, for {people}" if people else described
