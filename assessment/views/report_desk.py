"""The Report page: the versions that were issued, and whether what is stored now is another report than the last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.ids import AssessmentId
from assessment.report.content_fingerprint import content_fingerprint
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.issued_report import ReportVersion
from assessment.store import Store
from assessment.views.report_versions import changes_since
from assessment.views.report_view import read_report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """What the viewer finds on the Report page."""

    assessment: Assessment
    classification: Classification
    """The marking that a report bears now."""
    versions: tuple[ReportVersion, ...]
    """Those that the viewer may have, newest first."""
    names: Mapping[str, str]
    """The names of those who issued them, by id; empty where the viewer may not see who."""
    last: ReportVersion | None
    """The last version, also where it is a DRAFT that the viewer may not have."""
    has_changed: bool
    """True where a report made now has another content than the last version, and where there is none."""
    changes: tuple[str, ...]
    """What was done since the last version; empty where nothing was, as where an action has become overdue since."""

    @property
    def next_version(self) -> int:
        """Return the number of the next version."""
        return 1 if self.last is None else self.last.version + 1


def open_report_desk(store: Store, actor: Actor, library: Library, id: AssessmentId, *, at: datetime) -> ReportDesk:
    """Return the versions of the report, and how it stands `at` that time. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        _, subject = read_report(unit, actor, library, id, at=at)
        versions = unit.issued_reports.of(assessment)
        last = versions[-1] if versions else None
        has_changed = last is None or last.fingerprint != content_fingerprint(subject)
        reads_drafts = viewer.may(Permission.READ_DRAFT, of=assessment)
        sees_who = viewer.may(Permission.SEE_DOWNLOADS, of=assessment)
        return ReportDesk(
            assessment=assessment,
            classification=subject.classification,
            versions=tuple(each for each in reversed(versions) if reads_drafts or not each.is_draft),
            names={each.by: unit.people.name_of(each.by) for each in versions} if sees_who else {},
            last=last,
            has_changed=has_changed,
            changes=changes_since(unit, assessment, last) if last is not None and has_changed else (),
        )
