"""The tables of the register: collaborations, their partners by date, the signatures and the sources."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint, and_, or_
from sqlmodel import Field

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus, Signatory
from assessment.rounds.text_rules import NAME_LENGTH, RATIONALE_LENGTH, REASON_LENGTH, REFERENCE_LENGTH
from assessment.store.table_base import KEY_TYPE, Base, at_least, length, one_of, table, without_nul

_LINES: Final = ("host", "board", "agreement_reference")
_REFERENCES: Final = ("published_at", "why_not_published")
_TEXTS: Final = ("purpose", "shared_systems", "exit_terms", "lessons")
NUMBER_LENGTH: Final = 20
"""The most characters of a number that is kept as text, so that it stays exact."""


class CollaborationRow(Base, table=True):
    """A collaboration of police forces, with what the register knows of it. Empty text is not known."""

    __tablename__ = "collaboration"
    __table_args__ = (
        length("name", NAME_LENGTH, least=1),
        *(length(each, NAME_LENGTH) for each in _LINES),
        *(length(each, REFERENCE_LENGTH) for each in _REFERENCES),
        *(length(each, RATIONALE_LENGTH) for each in _TEXTS),
        length("staff_fte", NUMBER_LENGTH, least=1),
        without_nul("name", "name_key", "text_key", *_LINES, *_REFERENCES, *_TEXTS, "staff_fte"),
        one_of("function", CollaborationFunction),
        one_of("kind", CollaborationKind),
        one_of("status", CollaborationStatus),
        at_least("yearly_cost", 0),
        at_least("version", 1),
        CheckConstraint("predecessor_id <> id", name="not_its_own_predecessor"),
        CheckConstraint("published_at = '' OR why_not_published = ''", name="published_or_not"),
    )

    id: UUID = Field(primary_key=True)
    name: str
    name_key: str = Field(index=True, sa_type=KEY_TYPE)
    """The name as it is sorted."""
    text_key: str
    """Everything that a search of the register finds it by, and that everybody may see."""
    function: str | None = None
    kind: str | None = None
    status: str | None = None
    lead_force_id: str | None = Field(default=None, foreign_key="force.id")
    host: str = ""
    purpose: str = ""
    board: str = ""
    agreement_reference: str = ""
    signed_on: date | None = None
    review_on: date | None = None
    expires_on: date | None = None
    published_at: str = ""
    why_not_published: str = ""
    staff_fte: str | None = None
    yearly_cost: int | None = None
    has_posted_staff: bool | None = None
    shares_personal_data: bool | None = None
    shared_systems: str = ""
    exit_terms: str = ""
    lessons: str = ""
    predecessor_id: UUID | None = Field(default=None, foreign_key="collaboration.id", index=True)
    as_of: date | None = None
    version: int
    archived_at: datetime | None = None
    removed_at: datetime | None = None
    """When it was removed from the register as a mistake; None for every collaboration that there is."""


class MembershipRow(Base, table=True):
    """A force as a partner in a collaboration, from a day to a day."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("collaboration_id", "position"),
        at_least("position", 1),
        CheckConstraint("left_on >= joined_on", name="leaves_after_joining"),
        length("cost_share", NUMBER_LENGTH, least=1),
        length("contact", NAME_LENGTH),
        without_nul("cost_share", "contact"),
    )

    collaboration_id: UUID = Field(primary_key=True, foreign_key="collaboration.id")
    id: UUID = Field(primary_key=True)
    position: int
    force_id: str = Field(foreign_key="force.id", index=True)
    joined_on: date | None = None
    left_on: date | None = None
    cost_share: str | None = None
    contact: str


class SignatureRow(Base, table=True):
    """A signature under the agreement of a collaboration, for one partner force."""

    __tablename__ = "signature"
    __table_args__ = (one_of("signatory", Signatory),)

    collaboration_id: UUID = Field(primary_key=True, foreign_key="collaboration.id")
    force_id: str = Field(primary_key=True, foreign_key="force.id")
    signatory: str = Field(primary_key=True)
    signed_on: date | None = None


class RegisterFactRow(Base, table=True):
    """A fact about a collaboration in a sentence, with its source and the time for which it holds."""

    __tablename__ = "register_fact"
    __table_args__ = (
        at_least("position", 1),
        length("what", REASON_LENGTH, least=1),
        length("source", REFERENCE_LENGTH, least=1),
        length("holds_for", 10, least=4),
        without_nul("what", "source", "holds_for"),
    )

    collaboration_id: UUID = Field(primary_key=True, foreign_key="collaboration.id")
    position: int = Field(primary_key=True)
    what: str
    source: str
    holds_for: str


COLLABORATION: Final = table("collaboration")
MEMBERSHIP: Final = table("membership")
SIGNATURE: Final = table("signature")
REGISTER_FACT: Final = table("register_fact")


IS_REGISTERED: Final = COLLABORATION.c.removed_at.is_(None)
"""The condition that a collaboration is in the register, and was not removed from it."""


def is_partner_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a membership is of the collaboration and covers the day: `Membership.covers` in SQL."""
    return and_(
        MEMBERSHIP.c.collaboration_id == COLLABORATION.c.id,
        or_(MEMBERSHIP.c.joined_on.is_(None), MEMBERSHIP.c.joined_on <= day),
        or_(MEMBERSHIP.c.left_on.is_(None), MEMBERSHIP.c.left_on >= day),
    )
