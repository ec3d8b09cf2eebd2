"""The downloads from an assessment, its submissions and each change of its classification, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Event, Permission
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit import DOWNLOAD_EVENTS, AuditEntry
from assessment.wording import event_label

LOGGED_EVENTS: Final = (
    *DOWNLOAD_EVENTS,
    Event.ASSESSMENT_SUBMITTED,
    Event.SUBMISSION_WITHDRAWN,
    Event.ASSESSMENT_CHANGED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A download, a submission, its withdrawal or a changed marking. `what` is in words; `at` carries its time zone."""

    by: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadLog:
    """An assessment and its downloads, newest first."""

    assessment: Assessment
    downloads: tuple[Download, ...]


def open_download_log(store: Store, actor: Actor, id: AssessmentId) -> DownloadLog:
    """Return who downloaded what from the assessment, and when. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.SEE_DOWNLOADS)
        downloads = [
            Download(by=unit.people.name_of(entry.by), what=_with_reason(entry), at=entry.at)
            for entry in reversed(unit.audit.of(assessment, only=LOGGED_EVENTS))
        ]
    return DownloadLog(assessment=assessment, downloads=tuple(downloads))


def describe_entry(entry: AuditEntry) -> str:
    """Return what an audit entry records, as ``Report as PDF``, without any text that a person typed."""
    label = event_label(entry.event, file_format=str(entry.detail.get("form", "")))
    if before := entry.detail.get("classification_was"):
        return f"{label}: {before} to {entry.detail['classification']}"
    return label


def _with_reason(entry: AuditEntry) -> str:
    reason = entry.detail.get("reason")
    return f"{describe_entry(entry)}. Reason: {reason}" if reason else describe_entry(entry)
