"""The values that a report is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessment.agreement.spread import Spread
from assessment.bank.model import Bank
from assessment.dates import uk_date
from assessment.ids import ActionId, RespondentId
from assessment.rounds.action_change import ActionChange, action_change, count_changes
from assessment.rounds.assessment import Classification, ForceRespondent
from assessment.rounds.board_decision import BoardDecision
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.rounds.names import round_named
from assessment.rounds.response import Responses
from assessment.scoring.changes import Changes
from assessment.scoring.scores import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousRound:
    """The previous round of the same collaboration, and what has changed since."""

    round_title: str
    as_of: date
    scorecard: Scorecard
    """Its scores on the bank version that it answered."""
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """The latest earlier report on the same assessment that the board can have received, and the actions in it."""

    version: int
    issued: datetime
    """The moment of issue printed in that report, with a time zone."""
    actions: Mapping[ActionId, ImprovementAction]

    def __str__(self) -> str:
        """Return the version and its date, as the report names it to a reader."""
        return f"version {self.version} of {uk_date(self.issued)}"

    def change_of(self, stored: StoredImprovementAction) -> ActionChange:
        """Return how an action has changed since this version."""
        return action_change(self.actions.get(stored.id), stored.action)

    def progress(self, actions: Iterable[StoredImprovementAction]) -> str:
        """Count the actions that are new, done, changed and unchanged since this version, in a sentence."""
        return f"Since {self}: {count_changes(self.change_of(each) for each in actions)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedVersion:
    """The version of a report on which the board decided last, and the decision."""

    version: int
    round_title: str
    """The round that the report was about: this one or the one before."""
    decision: BoardDecision

    def in_report_on(self, round_title: str) -> str:
        """Return the decision and its version in words, with its round where the report is about another one."""
        where = "" if self.round_title == round_title else f" of {round_named(self.round_title, word='round')}"
        return f"{self.decision} (version {self.version}{where})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The person who submitted the assessment, and the moment, with a time zone."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The latest entry in the audit trail of a collaboration: its number, and its HMAC in hexadecimal."""

    number: int
    hmac: str

    def __str__(self) -> str:
        """Return the entry as the report prints it: 16 digits tell it from any other, and can be read aloud."""
        return f"Entry {self.number}, {self.hmac[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredAlone:
    """What the partner forces said before they agreed, where each answered alone."""

    spread: Spread
    """The answers of those that submitted."""
    forces: tuple[ForceRespondent, ...]
    """All that were to answer alone."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of those that had not submitted when the answers were released."""
        return tuple(force.name for force in self.forces if force.submitted_at is None)

    @property
    def names(self) -> Mapping[RespondentId, str]:
        """Return the names of the forces by the respondent that stands for each."""
        return {force.id: force.name for force in self.forces}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubject:
    """One assessment as it stands at the moment of issue."""

    collaboration: str
    partners: tuple[str, ...]
    lead_force: str
    round_title: str
    as_of: date
    classification: Classification
    assessment_id: str | None
    """None when the report is made from a file."""
    is_draft: bool
    bank: Bank
    responses: Responses
    scorecard: Scorecard
    issued: datetime
    """The moment of issue, in UTC."""
    submitted: Submission | None = None
    """None for a draft, and where it is not known."""
    previous: PreviousRound | None = None
    """None without a previous round that this one can be compared with."""
    audit: AuditHead | None = None
    """The head of the audit trail when the report was made. None when it is made from a file."""
    actions: tuple[StoredImprovementAction, ...] = ()
    """The improvement actions, in any order."""
    version: int | None = None
    """The number of this version of the report, from 1. None for a preview, and when it is made from a file."""
    issued_for: str = ""
    """The people whom this version is for. Empty for a preview, and when it is made from a file."""
    is_preview: bool = False
    """True for a report that is looked at and not issued."""
    decided: DecidedVersion | None = None
    """What the board decided last; None where no decision is on record."""
    earlier: EarlierVersion | None = None
    """None where the board had no report on this assessment before."""
    is_example: bool = False
    """True where everything in the report is invented."""
    amends: str = ""
    """What it amends and why, in words; empty where it amends nothing."""
    alone: AnsweredAlone | None = None
    """None where the collaboration answered as one."""
