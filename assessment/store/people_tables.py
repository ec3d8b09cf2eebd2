"""The tables of people: who they are, how they sign in, and which roles they have."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from assessment.access.email_address import LONGEST_EMAIL
from assessment.access.identity import SUBJECT_LENGTH
from assessment.access.permissions import ROLES
from assessment.codes import PersonState, Perspective, Reach, Role
from assessment.rounds.text_rules import NAME_LENGTH
from assessment.store.table_base import KEY_TYPE, Base, at_least, length, one_of, table, without_nul

_HASH_LENGTH: Final = 64
_ISSUER_LENGTH: Final = 500
_KEY_LENGTH: Final = 4_000
"""The most characters of a name's key: one character of a name can become 18."""
_GRANTABLE_ROLES: Final = [role for role in Role if role is not Role.OPERATOR]


class PersonRow(Base, table=True):
    """A person who can sign in. A forgotten person keeps the force and the id, to which the audit trail refers."""

    __tablename__ = "person"
    __table_args__ = (
        length("name", NAME_LENGTH),
        length("name_key", _KEY_LENGTH),
        length("email", LONGEST_EMAIL, least=1),
        length("password", 200, least=1),
        length("second_factor", 100, least=1),
        one_of("state", PersonState),
        CheckConstraint(
            "state <> 'forgotten' OR (name = '' AND name_key = '' AND email IS NULL AND password IS NULL"
            " AND second_factor IS NULL)",
            name="forgotten",
        ),
        without_nul("name", "name_key", "email", "password", "second_factor"),
        Index("uq_person_email", "email", unique=True),
        Index("ix_person_name_key", "name_key", "id"),
    )

    id: UUID = Field(primary_key=True)
    name: str
    name_key: str = Field(sa_type=KEY_TYPE)
    """What people are sorted and found by: :func:`assessment.rounds.names.name_key` of the name."""
    email: str | None = None
    force_id: str | None = Field(default=None, foreign_key="force.id", index=True)
    password: str | None = None
    second_factor: str | None = None
    last_step: int | None = Field(default=None, sa_type=BigInteger)
    state: str
    created_at: datetime


def _matches_reach() -> str:
    """Return the SQL condition that a grant names what the reach of its role requires, and nothing else."""
    required = {
        Reach.COLLABORATION: "collaboration_id IS NOT NULL AND force_id IS NULL",
        Reach.COLLABORATION_FOR_A_FORCE: "collaboration_id IS NOT NULL AND force_id IS NOT NULL",
        Reach.FORCE: "collaboration_id IS NULL AND force_id IS NOT NULL",
        Reach.EVERYWHERE_OR_COLLABORATION: "force_id IS NULL",
        Reach.EVERYWHERE: "collaboration_id IS NULL AND force_id IS NULL",
    }
    return " OR ".join(f"(role = '{role}' AND {required[ROLES[role].reach]})" for role in _GRANTABLE_ROLES)


class GrantRow(Base, table=True):
    """A role of a person. A grant ends at `ends_at`, and is never deleted."""

    __tablename__ = "role_grant"
    __table_args__ = (
        one_of("role", _GRANTABLE_ROLES),
        CheckConstraint(_matches_reach(), name="reach"),
        one_of("perspective", Perspective),
        CheckConstraint(f"perspective IS NULL OR role = '{Role.RESPONDENT}'", name="perspective_of_respondent"),
        CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
        length("given_by", NAME_LENGTH, least=1),
        without_nul("role", "perspective", "given_by"),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: str
    collaboration_id: UUID | None = Field(default=None, foreign_key="collaboration.id", index=True)
    force_id: str | None = Field(default=None, foreign_key="force.id")
    perspective: str | None = None
    """From what work a further respondent of the force answers; None where a role is for the force or for none."""
    starts_at: datetime
    ends_at: datetime | None = None
    confirmed_at: datetime
    given_by: str


class SessionRow(Base, table=True):
    """One sign-in in one browser. Of its secret only the hash is stored."""

    __tablename__ = "session"
    __table_args__ = (
        length("token_hash", _HASH_LENGTH, least=_HASH_LENGTH),
        length("provider_session", _HASH_LENGTH, least=_HASH_LENGTH),
        at_least("guesses", 0),
    )

    token_hash: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    guesses: int
    provider_session: str | None = Field(default=None, index=True)
    """The hash of the identity provider's id for its own session, from which this one came."""


class InvitationRow(Base, table=True):
    """A link by which a person chooses a password. It works once and expires."""

    __tablename__ = "invitation"
    __table_args__ = (
        length("token_hash", _HASH_LENGTH, least=_HASH_LENGTH),
        length("seed", 100, least=1),
        without_nul("seed"),
    )

    token_hash: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    is_guarded: bool = False
    """True if whoever made the link could not use it alone: it was mailed, approved or made on the server."""
    seed: str | None = None
    """What the secret of an invitation is made from, with the key of the audit trail, so that it can be shown again."""
    is_shown_to_lead: bool = False
    """True if a lead was shown the link, who does not manage the person."""


class LinkRequestRow(Base, table=True):
    """A request for a new-password link, which a second person approves. A person has one at most."""

    __tablename__ = "link_request"

    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    asked_by: UUID = Field(foreign_key="person.id")
    asked_at: datetime
    approved_by: UUID | None = Field(default=None, foreign_key="person.id")


class AccountNoticeRow(Base, table=True):
    """A notice to the recipient that a new-password link for a person was made or used, shown until dismissed."""

    __tablename__ = "account_notice"
    __table_args__ = (
        length("event", 100, least=1),
        length("done_by", NAME_LENGTH, least=1),
        without_nul("event", "done_by"),
    )

    id: UUID = Field(primary_key=True)
    recipient_id: UUID = Field(foreign_key="person.id", index=True)
    person_id: UUID = Field(foreign_key="person.id")
    event: str
    done_by: str
    at: datetime
    dismissed_at: datetime | None = None


class IdentityRow(Base, table=True):
    """The subject by which an identity provider, the issuer, knows a person. A person may have several identities."""

    __tablename__ = "identity"
    __table_args__ = (
        length("issuer", _ISSUER_LENGTH, least=1),
        length("subject", SUBJECT_LENGTH, least=1),
        without_nul("issuer", "subject"),
    )

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    added_at: datetime


class AttemptRow(Base, table=True):
    """A recent attempt at a secret that failed or is being checked. Its target and the address are stored as hashes."""

    __tablename__ = "attempt"
    __table_args__ = (
        length("target", _HASH_LENGTH, least=_HASH_LENGTH),
        length("address", _HASH_LENGTH, least=_HASH_LENGTH),
        Index("ix_attempt_target_at", "target", "at"),
        Index("ix_attempt_address_at", "address", "at"),
    )

    id: UUID = Field(primary_key=True)
    target: str
    address: str
    at: datetime
    has_failed: bool


class RecoveryCodeRow(Base, table=True):
    """The hash of a recovery code that was not used yet."""

    __tablename__ = "recovery_code"
    __table_args__ = (
        length("code_hash", _HASH_LENGTH, least=_HASH_LENGTH),
        at_least("position", 1),
    )

    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    position: int = Field(primary_key=True)
    code_hash: str


PERSON: Final = table("person")
GRANT: Final = table("role_grant")
SESSION: Final = table("session")
INVITATION: Final = table("invitation")
LINK_REQUEST: Final = table("link_request")
ACCOUNT_NOTICE: Final = table("account_notice")
IDENTITY: Final = table("identity")
ATTEMPT: Final = table("attempt")
RECOVERY_CODE: Final = table("recovery_code")
