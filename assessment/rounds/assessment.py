"""An assessment: one collaboration in one round, answering one bank version that never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from assessment.bank.applicability import UNKNOWN, Facts, asked_of
from assessment.bank.model import Bank, Question
from assessment.codes import Perspective, Stage
from assessment.errors import BankUnusable, NotFound, NotOpen, sentence
from assessment.ids import AssessmentId, CollaborationId, ForceId, RespondentId, RoundId
from assessment.wording import in_perspective

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
    id: RoundId | None = None
    """None in a file, which names a round by its title alone."""
    is_shared: bool = False
    """True where an administrator made it for any collaboration: then it keeps its title."""
    closes_on: date | None = None
    """Its last day; None where it has none. No answer is refused after it."""

    def over_since(self, *, on: date) -> date | None:
        """Return its last day where that has passed, or None while it goes on."""
        return self.closes_on if self.closes_on is not None and on > self.closes_on else None


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
        """Return the whole bank. Raise :class:`BankUnusable` if it is missing, or is no longer what was answered."""
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
class ForceRespondent:
    """Somebody who answers alone for a partner force, before the partners agree."""

    id: RespondentId
    force: ForceId
    force_name: str
    """The name that the force has on the day that the answers describe."""
    perspective: Perspective | None = None
    """From what work a further respondent of the force answers; None for the one who gives the force's reply."""
    submitted_at: datetime | None = None
    """When it submitted its answers; None while it can change them."""

    @property
    def name(self) -> str:
        """Return the name by which it is told from every other, as ``Kent Police`` or ``Kent Police (finance)``."""
        return in_perspective(self.force_name, self.perspective)


DRAFTS: Final = (Stage.COLLECTING, Stage.RELEASED, Stage.OPEN)
"""The stages before an assessment is submitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One collaboration in one round."""

    id: AssessmentId
    collaboration: Collaboration
    round: Round
    bank: BankReference
    facts: Facts = UNKNOWN
    """What the register held about the collaboration when it was last taken over: it decides what is asked."""
    classification: Classification
    respondent: RespondentId
    """The respondent whose answers count."""
    alone: tuple[ForceRespondent, ...] = ()
    """Who answers alone first: each partner force, and its further respondents after it; none where all answer as one.
    """
    seen_by: RespondentId | None = None
    """The one of them whose answers are meant instead, for somebody who answers for it: :meth:`Viewer.as_answered`."""
    choices: tuple[RespondentId, ...] = ()
    """Those of them that somebody may answer for, of which `seen_by` is one; none where they answer for none alone."""
    started_at: datetime
    stage: Stage = Stage.OPEN
    submitted_at: datetime | None = None
    """When it was submitted, also once it is withdrawn; None while it is open."""
    moved_at: datetime | None = None
    """When it came into its stage; None where it never moved."""
    carries_over: bool = False
    """True where the answers of the last round are proposed, each to be confirmed before it is an answer."""
    amends: AssessmentId | None = None
    """The version that it amends; None where it is no amendment."""
    amendment_reason: str = ""
    amended_by: AssessmentId | None = None
    """The amendment of it; None where there is none, and where that was deleted or withdrawn."""
    amended_at: datetime | None = None
    """When that amendment was submitted, and took its place; None while it is open."""

    @property
    def answers_of(self) -> RespondentId:
        """Return the respondent whose answers are meant."""
        return self.seen_by or self.respondent

    @property
    def forces(self) -> tuple[ForceRespondent, ...]:
        """Return those who give the reply of a partner force, one of each force that answers alone first."""
        return tuple(each for each in self.alone if each.perspective is None)

    @property
    def own_force(self) -> ForceRespondent | None:
        """Return who of a force answers alone, where those answers are meant; None where those that count are."""
        return next((each for each in self.alone if each.id == self.seen_by), None)

    @property
    def other_choices(self) -> tuple[ForceRespondent, ...]:
        """Return those that the viewer may answer for beside the one whose answers are meant."""
        return tuple(each for each in self.alone if each.id in self.choices and each.id != self.seen_by)

    @property
    def agreeing_forces(self) -> tuple[ForceRespondent, ...]:
        """Return the forces whose views may differ from the answers that are meant; none for those of one force."""
        return self.forces if self.own_force is None else ()

    @property
    def missing_forces(self) -> tuple[str, ...]:
        """Return the names of the forces whose reply has not been submitted."""
        return tuple(force.name for force in self.forces if force.submitted_at is None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of all who answer alone and have not submitted."""
        return tuple(each.name for each in self.alone if each.submitted_at is None)

    @property
    def released(self) -> tuple[ForceRespondent, ...]:
        """Return whose answers stand beside those that are meant: all that submitted, once released.

        None while they answer alone, so that nothing of one is read for another.
        """
        if self.stage is Stage.COLLECTING or self.own_force is not None:
            return ()
        return tuple(each for each in self.alone if each.submitted_at is not None)

    @property
    def is_open(self) -> bool:
        """Return True while the answers that are meant can be changed."""
        if self.stage is Stage.COLLECTING:
            return self.own_force is not None and self.own_force.submitted_at is None
        return self.stage is Stage.OPEN

    @property
    def proposes_last_round(self) -> bool:
        """Return True while answers of the last round are proposed. What partners agree follows from what each said."""
        is_being_agreed = bool(self.forces) and self.stage is Stage.OPEN
        return self.carries_over and self.is_open and not is_being_agreed

    @property
    def is_draft(self) -> bool:
        """Return True until the assessment is submitted."""
        return self.stage in DRAFTS

    @property
    def is_before_agreeing(self) -> bool:
        """Return True while there are no answers yet that count, because each force answers alone first."""
        return self.stage in (Stage.COLLECTING, Stage.RELEASED)

    @property
    def is_scored(self) -> bool:
        """Return True where it was submitted, and neither taken back nor withdrawn: then its scores are kept."""
        return not self.is_draft and self.stage is not Stage.WITHDRAWN

    @property
    def is_amended(self) -> bool:
        """Return True where an amendment was submitted, which counts in its place."""
        return self.amended_at is not None

    @property
    def counts(self) -> bool:
        """Return True where its scores are kept and it was not amended: then its grades count."""
        return self.is_scored and not self.is_amended

    @property
    def is_withdrawn(self) -> bool:
        """Return True where it was withdrawn as a whole after it was submitted."""
        return self.stage is Stage.WITHDRAWN

    def open_bank(self, library: "Library") -> Bank:
        """Return the bank as this collaboration is asked it. Raise as :meth:`BankReference.open_in` does."""
        return asked_of(self.bank.open_in(library), self.facts)

    @property
    def is_settled(self) -> bool:
        """Return True once what is asked stays as it is: the answers are submitted, or the first of them of a force.

        An amendment is asked what was submitted.
        """
        has_begun = self.amends is not None or any(each.submitted_at is not None for each in self.alone)
        return has_begun or self.stage not in (Stage.COLLECTING, Stage.OPEN)

    def require_unsettled(self) -> None:
        """Raise :class:`NotOpen` once what is asked stays as it is."""
        if self.is_settled:
            raise NotOpen(
                sentence(
                    "questions_settled",
                    "Answers to these questions have been submitted, so what is asked stays as it is. The next round "
                    "follows what the register says then.",
                )
            )

    def require_agreed(self) -> None:
        """Raise :class:`NotOpen` while there are no answers yet that count."""
        if self.is_before_agreeing:
            raise NotOpen(
                sentence(
                    "nothing_agreed_yet",
                    "The partner forces have not agreed their answers yet. Reports, exports and actions follow once "
                    "their lead has begun to record what they agree.",
                )
            )

    def require_reportable(self) -> None:
        """Raise :class:`NotOpen` if no reports are made of the assessment: not yet, or not any more."""
        self.require_agreed()
        if self.is_withdrawn:
            raise NotOpen(
                sentence(
                    "no_report_of_withdrawn",
                    "This assessment was withdrawn on {withdrawn_at}, so no report of it is made any more. "
                    "Versions that were issued before can still be opened.",
                    withdrawn_at=self.moved_at,
                )
            )
        if self.is_amended:
            raise NotOpen(
                sentence(
                    "no_report_of_amended",
                    "This assessment was amended on {amended_at}, so reports are made of the amendment. Versions that "
                    "were issued before can still be opened.",
                    amended_at=self.amended_at,
                )
            )

    def require_answers_of(self, respondent: RespondentId | None) -> None:
        """Raise :class:`NotOpen` if other answers are meant by now than those of the respondent, where one is named."""
        if respondent in (None, self.answers_of):
            return
        if self.stage is Stage.COLLECTING:
            raise NotOpen(
                sentence(
                    "not_answered_by_you",
                    "You do not answer for the respondent that this page was opened for, or not any more. Copy what "
                    "you typed, and reload the page.",
                )
            )
        raise NotOpen(
            sentence(
                "answers_released_since",
                "These answers have been released since this page was opened, and change no more. "
                "Copy what you typed, and reload the page.",
            )
        )

    def require_open(self) -> None:
        """Raise :class:`NotOpen` with the reason if the answers that are meant cannot be changed."""
        if self.is_open:
            return
        if self.stage is Stage.COLLECTING:
            raise NotOpen(
                sentence(
                    "force_submitted_already",
                    "These answers were submitted and take no more changes. "
                    "You can take them back until the answers of all are released.",
                )
            )
        if self.stage is Stage.RELEASED:
            raise NotOpen(
                sentence(
                    "answers_released",
                    "The answers of the partner forces were released on {released_at} and change no more. "
                    "Their lead begins to record what they agree.",
                    released_at=self.moved_at,
                )
            )
        raise NotOpen(
            sentence(
                "assessment_submitted",
                "This assessment was submitted on {submitted_at} and takes no more answers. "
                "Start the next round to answer again.",
                submitted_at=self.submitted_at,
            )
        )
