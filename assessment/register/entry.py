"""A collaboration as the register has it. None stands for what the register does not know."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from assessment.bank.applicability import FEWEST_PARTNERS, Facts
from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus, RegisterField, Signatory
from assessment.errors import sentence
from assessment.ids import CollaborationId, ForceId, MembershipId

COLLABORATION_NOT_FOUND: Final = sentence(
    "collaboration_not_found", "There is no such collaboration. Choose one in the register."
)
"""The words for a collaboration that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A force as a partner, from the day it joined to the day it left."""

    id: MembershipId
    force: ForceId
    joined_on: date | None = None
    left_on: date | None = None
    """Its last day as a partner."""
    cost_share: Decimal | None = None
    """Its share of the yearly cost, in per cent with at most two decimals."""
    contact: str = ""
    """Whom to ask at the force: a role or a name, and how to reach them."""

    def covers(self, day: date) -> bool:
        """Return True if the force is a partner on that day. An unknown end of the time leaves it open."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature under the section 22A agreement, for one partner force."""

    force: ForceId
    signatory: Signatory
    signed_on: date | None = None
    """None where it is known that it was signed, but not when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact in a sentence, with its source and the time for which it holds."""

    what: str
    source: str
    holds_for: str
    """A year, a month or a day, as ``2019``, ``2019-04`` or ``2019-04-01``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A collaboration with everything that the register holds about it. An empty text is not known."""

    id: CollaborationId
    name: str
    function: CollaborationFunction | None = None
    kind: CollaborationKind | None = None
    status: CollaborationStatus | None = None
    lead_force: ForceId | None = None
    host: str = ""
    """The force or body that employs its staff or holds its contracts."""
    purpose: str = ""
    board: str = ""
    agreement_reference: str = ""
    signed_on: date | None = None
    review_on: date | None = None
    expires_on: date | None = None
    published_at: str = ""
    """The address on the web where the agreement is published (Police Act 1996, section 23E)."""
    why_not_published: str = ""
    staff_fte: Decimal | None = None
    yearly_cost: int | None = None
    """In pounds."""
    has_posted_staff: bool | None = None
    shares_personal_data: bool | None = None
    shared_systems: str = ""
    exit_terms: str = ""
    lessons: str = ""
    predecessor: CollaborationId | None = None
    as_of: date | None = None
    """The day that these facts describe."""
    memberships: tuple[Membership, ...] = ()
    signatures: tuple[Signature, ...] = ()
    facts: tuple[Fact, ...] = ()
    version: int = 0
    """Counts the changes, so that nobody overwrites what they have not seen; 0 before it is added."""
    unseen: frozenset[RegisterField] = field(default=frozenset())
    """The fields that were left out for a viewer who may not see them."""

    def partners_on(self, day: date) -> tuple[Membership, ...]:
        """Return the memberships of the forces that are partners on that day."""
        return tuple(each for each in self.memberships if each.covers(day))

    def forces_on(self, day: date) -> frozenset[ForceId]:
        """Return the forces that are partners on that day."""
        return frozenset(each.force for each in self.partners_on(day))

    def unsigned_on(self, day: date) -> tuple[tuple[ForceId, Signatory], ...]:
        """Return who has not signed the agreement for the partners of that day, in their order."""
        signed = {(each.force, each.signatory) for each in self.signatures}
        partners = [each.force for each in self.partners_on(day)]
        return tuple((force, who) for force in partners for who in Signatory if (force, who) not in signed)

    def has_expired(self, today: date) -> bool:
        """Return True if the agreement ran out before today."""
        return self.expires_on is not None and self.expires_on < today

    def facts_on(self, day: date) -> Facts:
        """Return the facts that decide which questions are asked, with the number of partners on that day.

        Where fewer than two are known, the register does not know the number.
        """
        partners = len(self.forces_on(day))
        return Facts(
            kind=self.kind,
            status=self.status,
            partners=partners if partners >= FEWEST_PARTNERS else None,
            has_posted_staff=self.has_posted_staff,
            shares_personal_data=self.shares_personal_data,
        )

    def is_review_overdue(self, today: date) -> bool:
        """Return True if the agreement should have been reviewed before today, and the collaboration has not ended."""
        is_due = self.review_on is not None and self.review_on < today
        return is_due and self.status is not CollaborationStatus.CLOSED
