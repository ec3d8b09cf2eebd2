"""What a report is made from."""

from dataclasses import dataclass
from datetime import date, datetime

from assessment.bank.model import Bank
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Responses
from assessment.scoring.model import Scorecard


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
