"""The reports that were issued and what boards decided about them, as the audit trail holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessment.codes import BoardOutcome, Event, ReportFormat
from assessment.rounds.assessment import Assessment
from assessment.rounds.board_decision import BoardDecision
from assessment.rounds.issued_report import ReportVersion
from assessment.store.audit import AuditEntry, AuditTrail


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDecision:
    """A decision on a version, and the number of its entry in the chain of the collaboration."""

    version: int
    number: int
    decision: BoardDecision


class IssuedReports:
    """The reports that were issued, within one transaction."""

    def __init__(self, audit: AuditTrail) -> None:
        self._audit = audit

    def of(self, assessment: Assessment) -> tuple[ReportVersion, ...]:
        """Return every version of the assessment's report, oldest first."""
        decided = self.decisions(assessment)
        return tuple(
            ReportVersion(
                version=version,
                issued=datetime.fromisoformat(str(entry.detail["issued"])),
                recorded=entry.at,
                issued_for=str(entry.detail["for"]),
                is_draft=bool(entry.detail["draft"]),
                classification=str(entry.detail["classification"]),
                files={ReportFormat(form): hash for form, hash in entry.files.items()},
                fingerprint=str(entry.detail["fingerprint"]),
                made_at=int(str(entry.detail["made_at"])),
                by=entry.by,
                decisions=tuple(each.decision for each in decided if each.version == version),
            )
            for version, entry in self.entries(assessment)
        )

    def entries(self, assessment: Assessment) -> tuple[tuple[int, AuditEntry], ...]:
        """Return the entry that issued each version, with its number, oldest first."""
        entries = self._audit.of(assessment, only=[Event.REPORT_ISSUED])
        # Every issued report has a version; the type allows None for entries of other events.
        return tuple((entry.version, entry) for entry in entries if entry.version is not None)

    def decisions(self, assessment: Assessment) -> tuple[RecordedDecision, ...]:
        """Return every decision on a version of the assessment's report, in the order in which they were recorded."""
        return tuple(
            RecordedDecision(version=entry.version, number=entry.number, decision=_decision(entry.detail))
            for entry in self._audit.of(assessment, only=[Event.BOARD_DECIDED])
            if entry.version is not None
        )

    def record_decision(
        self, assessment: Assessment, version: int, decision: BoardDecision, *, by: str, at: datetime
    ) -> None:
        """Record what the board decided about that version."""
        self._audit.add(
            Event.BOARD_DECIDED,
            assessment=assessment,
            by=by,
            at=at,
            version=version,
            detail={
                "outcome": decision.outcome.value,
                "decided_by": decision.by,
                "decided_on": decision.on.isoformat(),
                "changes": decision.changes,
            },
        )


def _decision(detail: Mapping[str, object]) -> BoardDecision:
    return BoardDecision(
        outcome=BoardOutcome(str(detail["outcome"])),
        by=str(detail["decided_by"]),
        on=date.fromisoformat(str(detail["decided_on"])),
        changes=str(detail["changes"]),
    )
