"""What cannot be said at once of one collaboration, as a bank version lists it in ``contradictions.yaml``.

It is asked about before a submission and changes no score, so it is no part of what a published version's fingerprint
is taken of: an author may add to it at any time.
"""

from dataclasses import dataclass
from enum import StrEnum


class RegisterFact(StrEnum):
    """Something that the register says of a collaboration, and that answers may speak against."""

    AGREEMENT_EXPIRED = "agreement_expired"
    """The agreement ran out before today."""
    SIGNATURES_MISSING = "signatures_missing"
    """Some have signed, and not everybody of today's partners."""
    SIGNED_BY_ALL = "signed_by_all"
    """Everybody of today's partners has signed, and the agreement has not run out."""
    REVIEW_DATED = "review_dated"
    """The agreement has a date for its review."""
    REVIEW_OVERDUE = "review_overdue"
    """That date has passed, and the collaboration has not closed."""
    PUBLISHED = "published"
    """The agreement is published at an address."""
    EXIT_TERMS = "exit_terms"
    """Something is said about the terms for leaving."""
    COST_SHARES = "cost_shares"
    """Every partner of today has a share of the cost."""
    YEARLY_COST = "yearly_cost"
    """The yearly cost is known."""
    SHARES_DATA_OR_SYSTEMS = "shares_data_or_systems"
    """Personal data is shared, or shared systems are named."""
    SHARES_NO_PERSONAL_DATA = "shares_no_personal_data"
    """It is known that no personal data is shared."""
    POSTED_STAFF = "posted_staff"
    """People are posted to it."""
    HAS_BEGUN = "has_begun"
    """It is live, or was."""


class ClaimKind(StrEnum):
    """How something is said of a collaboration; the keys of a line in ``contradictions.yaml``."""

    TICKED = "ticked"
    """A statement is ticked."""
    NOT_APPLICABLE = "not_applicable"
    """A question is said not to apply."""
    FINDING = "finding"
    """A finding is answered with yes."""
    NOT_TICKED = "not_ticked"
    """A statement is not ticked, and its question is answered and applies."""
    REGISTERED = "registered"
    """The register says it, as a :class:`RegisterFact`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said of a collaboration."""

    kind: ClaimKind
    of: str
    """The code of the statement, question or finding, or a :class:`RegisterFact`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that cannot both be right, in the order of :class:`ClaimKind`. The second may be the register's."""

    first: Claim
    second: Claim
