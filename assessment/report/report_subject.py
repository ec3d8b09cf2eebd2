"""What a report is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessment.bank.model import Bank
from assessment.dates import uk_date
from assessment.ids import ActionId
from assessment.rounds.action_change import ActionChange, action_change, count_changes
from assessment.rounds.assessment import Classification
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.rounds.response import Responses
from assessment.scoring.scores import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousRound:
    """The same collaboration's round before, on the same bank version."""

    round_title: str
    as_of: date
    scorecard: Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """The last report on the same assessment that the board can have had before this one, and the actions in it."""

    version: int
    issued: datetime
    """An aware moment: the one that the report bears."""
    actions: Mapping[ActionId, ImprovementAction]

    def __str__(self) -> str:
        """As it is named to a reader, who may have it at hand."""
        return f"version {self.version} of {uk_date(self.issued)}"

    def change_of(self, stored: StoredImprovementAction) -> ActionChange:
        """What became of an action since."""
        return action_change(self.actions.get(stored.id), stored.action)

    def progress(self, actions: Iterable[StoredImprovementAction]) -> str:
        """How many actions are new, done, changed and unchanged since, in a sentence."""
        return f"Since {self}: {count_changes(self.change_of(each) for each in actions)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Who handed the assessment in, and when, as an aware moment."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """How far the audit trail of the collaboration had come: the last entry's number, and its HMAC in hexadecimal."""

    number: int
    hmac: str

    def __str__(self) -> str:
        """As it is printed: 16 digits tell it from any other, and can be read out."""
        return f"Entry {self.number}, {self.hmac[:16]}"


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
    """An aware moment, in UTC."""
    submitted: Submission | None = None
    """None for a draft, and where it is not known."""
    previous: PreviousRound | None = None
    """None where there was none that can stand beside this one."""
    audit: AuditHead | None = None
    """As it was when the report was made. None when it is made from a file."""
    actions: tuple[StoredImprovementAction, ...] = ()
    """What is planned, in any order."""
    version: int | None = None
    """Which issue of this assessment's report it is, from 1. None when it is made from a file."""
    earlier: EarlierVersion | None = None
    """None where the board had none before."""
    is_example: bool = False
    """Whether everything in it is invented."""
