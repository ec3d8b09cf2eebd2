"""The values that a comparison is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assessment.bank.model import Bank
from assessment.comparison.compared import ComparedRow, Selection, SetAside
from assessment.ids import CollaborationId
from assessment.report.report_subject import AuditHead
from assessment.rounds.assessment import Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSubject:
    """The values that a comparison is made from. `rows` stand in the order in which they are shown."""

    bank: Bank
    rows: tuple[ComparedRow, ...]
    set_aside: tuple[SetAside, ...]
    selection: Selection
    classification: Classification
    issued: datetime
    """The moment of issue, with a time zone."""
    audit: Mapping[CollaborationId, AuditHead] = field(default_factory=dict)
    """The head of the audit trail of each collaboration, where it is known."""
    with_forces: tuple[str, ...] = ()
    """The names of the forces that the selection asks for."""
    of_round: str = ""
    """The title of the round that the selection asks for; empty where it asks for none."""
    is_example: bool = False
    """True where everything in the comparison is invented."""
