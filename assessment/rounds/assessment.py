"""An assessment: one collaboration in one round, answering one bank version that never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.bank.model import Bank, Question
from assessment.codes import Stage
from assessment.errors import BankUnusable, NotFound, NotOpen, sentence
from assessment.ids import AssessmentId, CollaborationId, ForceId, RespondentId

if TYPE_CHECKING:
    from assessment.bank.library import Library


class Classification(StrEnum):
    """The government security classifications that an assessment may have, lowest first."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


def require_question(bank: Bank, code: str) -> Question:
    """Return the question with that code. Raise :class:`NotFound` if the bank has none."""
    question = bank.find_question(code)
    if question is None:
        raise NotFound(
            sentence(
                "question_not_found", "There is no such question in this assessment. Choose one from the task list."
            )
        )
    return question


def highest(markings: Iterable[Classification]) -> Classification:
    """Return the highest of the markings, for a page or file that shows all of them; OFFICIAL if there are none."""
    return max(markings, key=list(Classification).index, default=Classification.OFFICIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A force as a partner in a round, with the name that it has on the day that the answers describe."""

    force: ForceId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaboration:
    """The forces that work together: the partners, and the lead force, which is one of them."""

    id: CollaborationId
    name: str
    partners: tuple[Partner, ...]
    lead_force: Partner
    archived_at: datetime | None = None
    """When it was archived; None while it is shown on Home."""

    @property
    def forces(self) -> frozenset[ForceId]:
        """Return the forces of the partners."""
        return frozenset(each.force for each in self.partners)

    @property
    def partner_names(self) -> tuple[str, ...]:
        """Return the names of the partners, in their order."""
        return tuple(each.name for each in self.partners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The occasion. `as_of` is the date that the answers describe."""

    title: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReference:
    """The bank version that an assessment answers, with the fingerprint of its content."""

    id: str
    version: str
    fingerprint: str

    @classmethod
    def to(cls, bank: Bank) -> "BankReference":
        """Return the reference to a bank."""
        return cls(id=bank.id, version=bank.version, fingerprint=bank.fingerprint)

    def open_in(self, library: "Library") -> Bank:
        """Return the bank. Raise :class:`BankUnusable` if it is missing, or is no longer what was answered."""
        bank = library.open(self.id, self.version)
        if bank.fingerprint != self.fingerprint:
            raise BankUnusable(
                sentence(
                    "bank_not_the_one_answered",
                    "The question bank {id} {version} is not the one this assessment was started on. "
                    "The answers are safe. Ask whoever runs this service to restore the published bank files.",
                    id=self.id,
                    version=self.version,
                )
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
    """The one respondent of the assessment. Responses are stored by respondent, so that there may be several later."""
    started_at: datetime
    stage: Stage = Stage.OPEN
    submitted_at: datetime | None = None
    """When it was submitted, also once it is withdrawn; None while it is open."""
    moved_at: datetime | None = None
    """When it came into its stage; None where it never moved."""

    @property
    def is_open(self) -> bool:
        """Return True while the assessment takes answers."""
        return self.stage is Stage.OPEN

    @property
    def counts(self) -> bool:
        """Return True where it was submitted, and neither taken back nor withdrawn: then its grades count."""
        return self.stage not in (Stage.OPEN, Stage.WITHDRAWN)

    @property
    def is_withdrawn(self) -> bool:
        """Return True where it was withdrawn as a whole after it was submitted."""
        return self.stage is Stage.WITHDRAWN

    def require_reportable(self) -> None:
        """Raise :class:`NotOpen` if the assessment was withdrawn, so that no more reports of it are made."""
        if self.is_withdrawn:
            raise NotOpen(
                sentence(
                    "no_report_of_withdrawn",
                    "This assessment was withdrawn on {withdrawn_at}, so no report of it is made any more. "
                    "Versions that were issued before can still be opened.",
                    withdrawn_at=self.moved_at,
                )
            )

    def require_open(self) -> None:
        """Raise :class:`NotOpen` if the assessment was submitted."""
        if not self.is_open:
            raise NotOpen(
                sentence(
                    "assessment_submitted",
                    "This assessment was submitted on {submitted_at} and takes no more answers. "
                    "Start the next round to answer again.",
                    submitted_at=self.submitted_at,
                )
            )
