"""The versions of an assessment's report: those that were issued, the next number, and what the board had before."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Event, Permission
from assessment.dates import uk_day
from assessment.ids import AssessmentId
from assessment.report.report_subject import EarlierVersion
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit import AuditEntry
from assessment.store.unit import Unit
from assessment.views.download_log_view import describe_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """A report that was issued."""

    version: int
    what: str
    """What was downloaded, as ``Report as PDF``."""
    issued: datetime
    """The time that the report carries, with its zone."""
    recorded: datetime
    """When it was downloaded; differs from `issued` where an issue time was asked for."""
    is_draft: bool
    classification: str
    sha256: str
    by: str | None
    """Who downloaded it; None where the viewer may not see that."""


def list_report_versions(store: Store, actor: Actor, id: AssessmentId) -> tuple[ReportVersion, ...]:
    """Return every report on the assessment that was issued, newest first. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        sees_who = viewer.may(Permission.SEE_DOWNLOADS, of=assessment)
        return tuple(
            ReportVersion(
                version=version,
                what=describe_entry(entry),
                issued=_issued(entry),
                recorded=entry.at,
                is_draft=bool(entry.detail["draft"]),
                classification=str(entry.detail["classification"]),
                sha256=str(entry.detail["sha256"]),
                by=unit.people.name_of(entry.by) if sees_who else None,
            )
            for version, entry in reversed(_numbered(unit, assessment))
        )


def next_report_version(unit: Unit, assessment: Assessment) -> int:
    """Return the version of the next report, which stays true until the transaction ends."""
    return max((version for version, _ in _numbered(unit, assessment)), default=0) + 1


def earlier_report_version(unit: Unit, assessment: Assessment, *, at: datetime) -> EarlierVersion | None:
    """Return the version the board had before one issued `at`: the last of an earlier day that is not a DRAFT."""
    today = uk_day(at)
    had = [
        (version, entry)
        for version, entry in _numbered(unit, assessment)
        if not entry.detail["draft"] and uk_day(_issued(entry)) < today
    ]
    if not had:
        return None
    version, entry = had[-1]
    return EarlierVersion(
        version=version,
        issued=_issued(entry),
        actions=unit.improvement_actions.before(assessment, int(str(entry.detail["made_at"])) + 1),
    )


def _numbered(unit: Unit, assessment: Assessment) -> list[tuple[int, AuditEntry]]:
    """Return every version of the report with its entry, oldest first."""
    entries = unit.audit.of(assessment, only=[Event.REPORT_ISSUED])
    # Every issued report has a version; the type allows None for entries of other events.
    return [(entry.version, entry) for entry in entries if entry.version is not None]


def _issued(entry: AuditEntry) -> datetime:
    return datetime.fromisoformat(str(entry.detail["issued"]))
