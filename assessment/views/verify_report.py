"""Finds out whether a file was downloaded from here, and what the audit trail says of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.access import CommandLine
from assessment.authorisation import authenticate
from assessment.codes import Permission
from assessment.dates import uk_moment
from assessment.errors import InvalidInput
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit import AuditEntry
from assessment.views.download_log_view import describe_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedReport:
    """A download of the file, as its audit entry records it."""

    assessment: Assessment
    entry: AuditEntry
    to: str
    """The name of the person who downloaded it."""

    def __str__(self) -> str:
        """Return a line that names the file, its assessment, when and to whom it was issued, and its audit entry."""
        assessment, entry = self.assessment, self.entry
        state = ", DRAFT" if entry.detail.get("draft") else ""
        issued = datetime.fromisoformat(str(entry.detail["issued"]))
        version = "" if entry.version is None else f", version {entry.version},"
        # Reports on a round bear the issue time that was asked for.
        recorded = "" if issued == entry.at else f", recorded {uk_moment(entry.at)}"
        return (
            f"{describe_entry(entry)}{version} on {assessment.collaboration.name}, round {assessment.round.title} "
            f"(assessment {assessment.id}), issued {uk_moment(issued)}{recorded} (UK time), to {self.to}. "
            f"{entry.detail.get('classification')}{state}. Entry {entry.number} of {entry.chain}."
        )


def identify_file(store: Store, actor: CommandLine, file: bytes) -> Sequence[VerifiedReport]:
    """Return every download of exactly this file, oldest first, or nothing where there was none.

    Raise :class:`InvalidInput` where the audit trail that records them was tampered with.
    """
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.READ)
        entries = unit.audit.with_file(hashlib.sha256(file).hexdigest())
        of = {each.id: each for each in unit.assessments.all(with_deleted=True)} if entries else {}
        names = {entry.by: unit.people.name_of(entry.by) for entry in entries}
    chains = {entry.chain for entry in entries}
    if chains:
        wrong = [problem for problem in store.verify_audit().problems if problem.partition(": ")[0] in chains]
        if wrong:
            raise InvalidInput(*wrong)
    return [
        VerifiedReport(assessment=assessment, entry=entry, to=names[entry.by])
        for entry in entries
        if entry.assessment and (assessment := of.get(entry.assessment))
    ]
