"""What a report is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessment.bank.model import Bank
from assessment.moments import uk_date
from assessment.rounds.action import Action, StoredAction
from assessment.rounds.assessment import Classification
from assessment.rounds.change import Change, change, in_numbers
from assessment.rounds.response import Responses
from assessment.scoring.model import Scorecard
from assessment.terms import ActionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The same collaboration's round before, on the same bank version."""

    round_title: str
    as_of: date
    scorecard: Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierIssue:
    """The last report on the same assessment that the board can have had before this one, and the actions in it."""

    version: int
    issued: datetime
    """An aware moment: the one that the report bears."""
    actions: Mapping[ActionId, Action]

    def __str__(self) -> str:
        """As it is named to a reader, who may have it at hand."""
        return f"version {self.version} of {uk_date(self.issued)}"

    def change_of(self, stored: StoredAction) -> Change:
        """What became of an action since."""
        return change(self.actions.get(stored.id), stored.action)

    def progress(self, actions: Iterable[StoredAction]) -> str:
        """How many actions are new, done, changed and unchanged since, in a sentence."""
        return f"Since {self}: {in_numbers(self.change_of(each) for each in actions)}."


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
    previous: Previous | None = None
    """None where there was none that can stand beside this one."""
    audit: AuditHead | None = None
    """As it was when the report was made. None when it is made from a file."""
    actions: tuple[StoredAction, ...] = ()
    """What is planned, in any order."""
    version: int | None = None
    """Which issue of this assessment's report it is, from 1. None when it is made from a file."""
    earlier: EarlierIssue | None = None
    """None where the board had none before."""
    is_example: bool = False
    """Whether everything in it is invented."""
