"""Finds out whether a file was downloaded from here, and what the audit trail says of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.access import CommandLine
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission
from assessment.dates import uk_moment
from assessment.errors import InvalidInput
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import round_named
from assessment.store import Store
from assessment.store.audit import AuditEntry
from assessment.views.looks_view import describe_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedReport:
    """A download of the file, as its audit entry records it."""

    assessment: Assessment | None
    """What the file is about; None for one of the register."""
    entry: AuditEntry
    form: str
    """The form of the file: an entry of a report that was issued names several."""
    to: str
    """The name of the person who downloaded or issued it."""

    def __str__(self) -> str:
        """Return a line that names the file, its assessment, when and to whom it was issued, and its audit entry."""
        assessment, entry = self.assessment, self.entry
        if assessment is None:
            made = f"{describe_entry(entry, file_format=self.form)}, made {uk_moment(entry.at)} (UK time)"
            return f"{made}, {self._whom}. Entry {entry.number} of {entry.chain}."
        state = ", DRAFT" if entry.detail.get("draft") else ""
        issued = datetime.fromisoformat(str(entry.detail["issued"]))
        is_version = entry.event in (Event.REPORT_ISSUED, Event.REPORT_TAKEN)
        made = "issued" if is_version else "made"
        described = describe_entry(entry, file_format=self.form)
        # Reports on a round bear the issue time that was asked for.
        recorded = "" if issued == entry.at else f", recorded {uk_moment(entry.at)}"
        return (
            f"{described}, on {assessment.collaboration.name}, {round_named(assessment.round.title, word='round')} "
            f"(assessment {assessment.id}), {made} {uk_moment(issued)}{recorded} (UK time), {self._whom}. "
            f"{entry.detail.get('classification')}{state}. Entry {entry.number} of {entry.chain}."
        )

    @property
    def _whom(self) -> str:
        if self.entry.event is Event.REPORT_ISSUED:
            return f"by {self.to} for {self.entry.detail['for']}"
        return f"to {self.to}"


def identify_file(store: Store, actor: CommandLine, file: bytes) -> Sequence[VerifiedReport]:
    """Return every download of exactly this file, oldest first, or nothing where there was none.

    Raise :class:`InvalidInput` where the audit trail that records them was tampered with.
    """
    sha256 = hashlib.sha256(file).hexdigest()
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.READ)
        entries = unit.audit.with_file(sha256)
        about = {entry.assessment for entry in entries if entry.assessment is not None}
        of = {each.id: each for each in unit.assessments.of_ids(about, with_deleted=True)}
        names = {entry.by: unit.people.name_of(entry.by) for entry in entries}
    chains = {entry.chain for entry in entries}
    if chains:
        wrong = [problem for problem in store.verify_audit().problems if problem.partition(": ")[0] in chains]
        if wrong:
            raise InvalidInput(*wrong)
    return [
        VerifiedReport(
            assessment=None if entry.assessment is None else of[entry.assessment],
            entry=entry,
            form=entry.form_of(sha256),
            to=names[entry.by],
        )
        for entry in entries
        if entry.assessment is None or entry.assessment in of
    ]
