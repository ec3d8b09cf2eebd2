"""The issues of one assessment's report: its register, the number of the next, and what the board had before."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Asker, Permission
from assessment.admission import admit_to
from assessment.moments import UK
from assessment.report.subject import EarlierIssue
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit import AuditEntry, Event
from assessment.store.unit import Unit
from assessment.terms import AssessmentId
from assessment.views.looking import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One report that was handed out."""

    version: int
    what: str
    """In words, as ``Report as PDF``."""
    issued: datetime
    """An aware moment: the one that the report bears."""
    recorded: datetime
    """When it was taken; another moment where the issue time was asked for."""
    is_draft: bool
    classification: str
    sha256: str
    by: str | None
    """Who took it; None where the viewer may not see who has looked."""


def issues_of(store: Store, asker: Asker, id: AssessmentId) -> tuple[Issue, ...]:
    """Every report on the assessment that was handed out, newest first. Raises as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = admit_to(unit, asker, id, Permission.READ)
        sees_who = viewer.may(Permission.SEE_LOOKS, of=assessment)
        return tuple(
            Issue(
                version=version,
                what=in_words(entry),
                issued=_issued(entry),
                recorded=entry.at,
                is_draft=bool(entry.detail["draft"]),
                classification=str(entry.detail["classification"]),
                sha256=str(entry.detail["sha256"]),
                by=unit.people.name_of(entry.by) if sees_who else None,
            )
            for version, entry in reversed(_numbered(unit, assessment))
        )


def next_version(unit: Unit, assessment: Assessment) -> int:
    """The number that the next issue bears, which is true until the transaction ends."""
    return len(_numbered(unit, assessment)) + 1


def earlier_issue(unit: Unit, assessment: Assessment, *, at: datetime) -> EarlierIssue | None:
    """The report that the board had before one that is issued `at`: the last of an earlier day that is not a DRAFT."""
    today = at.astimezone(UK).date()
    had = [
        (version, entry)
        for version, entry in _numbered(unit, assessment)
        if not entry.detail["draft"] and _issued(entry).astimezone(UK).date() < today
    ]
    if not had:
        return None
    version, entry = had[-1]
    return EarlierIssue(version=version, issued=_issued(entry), actions=unit.actions.before(assessment, entry.number))


def _numbered(unit: Unit, assessment: Assessment) -> list[tuple[int, AuditEntry]]:
    """Every issue with its number, oldest first. Those from before the numbers were recorded count as well."""
    return list(enumerate(unit.audit.of(assessment, only=[Event.REPORT_ISSUED]), start=1))


def _issued(entry: AuditEntry) -> datetime:
    return datetime.fromisoformat(str(entry.detail["issued"]))
