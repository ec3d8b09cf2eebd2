"""A report that was issued: a version, whom it is for, its files, and what the board decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.codes import ReportFormat
from assessment.rounds.board_decision import BoardDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """A report that was issued."""

    version: int
    issued: datetime
    """The time that the report carries, with its zone."""
    recorded: datetime
    """When it was issued; differs from `issued` where an issue time was asked for."""
    issued_for: str
    is_draft: bool
    classification: str
    files: Mapping[ReportFormat, str]
    """The SHA-256 of each file."""
    fingerprint: str
    """The fingerprint of its content."""
    made_at: int
    """The number of the entry in the collaboration's chain with which it agrees."""
    by: str
    """The id of who issued it."""
    decisions: tuple[BoardDecision, ...]
    """What the board decided about it, as it was recorded; of several, the last counts."""

    @property
    def decision(self) -> BoardDecision | None:
        """Return the decision that counts, if one is on record."""
        return self.decisions[-1] if self.decisions else None
