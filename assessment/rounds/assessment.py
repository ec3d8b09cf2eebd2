"""An assessment: one collaboration in one round, on one bank version that never changes under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.bank.model import Bank
from assessment.dates import uk_date
from assessment.errors import BankUnusable, NotOpen
from assessment.ids import AssessmentId, CollaborationId, RespondentId

if TYPE_CHECKING:
    from assessment.bank.library import Library


class Classification(StrEnum):
    """The government security classifications this product holds, lowest first."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


def highest(markings: Iterable[Classification]) -> Classification:
    """The highest of them, which marks whatever shows them together; OFFICIAL where there are none."""
    return max(markings, key=list(Classification).index, default=Classification.OFFICIAL)


class Stage(StrEnum):
    """How far an assessment has come."""

    OPEN = "open"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaboration:
    """Who works together: the partner forces by name, and the one that leads, which is one of them."""

    id: CollaborationId
    name: str
    partners: tuple[str, ...]
    lead_force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The occasion. `as_of` is the day the answers speak of."""

    title: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReference:
    """Which bank version an assessment answers, and what that version's content was."""

    id: str
    version: str
    fingerprint: str

    @classmethod
    def to(cls, bank: Bank) -> "BankReference":
        """The reference an assessment keeps to its bank."""
        return cls(id=bank.id, version=bank.version, fingerprint=bank.fingerprint)

    def open_in(self, library: "Library") -> Bank:
        """The bank itself. Raises :class:`BankUnusable` when it is missing or not what was answered."""
        bank = library.open(self.id, self.version)
        if bank.fingerprint != self.fingerprint:
            raise BankUnusable(
                f"The question bank {self.id} {self.version} is not the one this assessment was started on. "
                "The answers are safe. Ask whoever runs this app to restore the published bank files."
            )
        return bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One collaboration in one round."""

    id: AssessmentId
    collaboration: Collaboration
    round: Round
    bank: BankReference
    classification: Classification
    respondent: RespondentId
    """Who answers. One per assessment for now; responses are stored by respondent, so that partners can follow."""
    started_at: datetime
    submitted_at: datetime | None = None

    @property
    def stage(self) -> Stage:
        """Whether responses are still taken."""
        return Stage.OPEN if self.submitted_at is None else Stage.SUBMITTED

    def require_open(self) -> None:
        """Raise :class:`NotOpen` unless responses are still taken."""
        if self.submitted_at is not None:
            raise NotOpen(
                f"This assessment was submitted on {uk_date(self.submitted_at)} and takes no more answers. "
                "Start a new round to answer again."
            )
