"""A response: one respondent's reply to one question, with its rationale and evidence.

Three states that are never collapsed: the statements that are met (which may be none of them), *does not apply* with a
reason, and unanswered (no reply at all). What went wrong, the finding, is answered apart from the reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessment.ids import EvidenceId, QuestionCode, RespondentId, StatementCode
from assessment.rounds.assessment import Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A reply that these statements are true and can be shown; none of them, where there is no code."""

    statements: frozenset[StatementCode] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """A reply that the question does not apply to this collaboration, with the reason."""

    reason: str


Reply = Met | NotApplicable


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A reference to evidence that the level is right. The document itself stays where it is.

    Under several questions of an assessment the same id is one item, and says the same
    (:mod:`assessment.rounds.shared_evidence`).
    """

    id: EvidenceId
    title: str
    reference: str = ""
    """Where the document is to be found."""
    dated: date | None = None
    """The date of the evidence, not the date on which it was added."""
    owner: str = ""
    """Who keeps the document: a job title or a force."""
    valid_until: date | None = None
    """The last day on which it is valid; None where none is named."""
    classification: Classification | None = None
    """The marking of the document; None where none is named."""

    def is_valid_on(self, day: date) -> bool:
        """Return True unless it was no longer valid on that day."""
        return self.valid_until is None or day <= self.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorityView:
    """The view of a partner force that differs from what is agreed, which stands beside the agreed rationale."""

    force: RespondentId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A respondent's response to one question. `reply` is None while the question is unanswered."""

    question: QuestionCode
    reply: Reply | None = None
    finding: bool | None = None
    """The answer to the question's finding; None while it is not answered, and where the question has none."""
    rationale: str = ""
    evidence: tuple[Evidence, ...] = ()
    minority_views: tuple[MinorityView, ...] = ()
    """The views that differ, in the order of the forces, where partners agree."""

    @property
    def is_empty(self) -> bool:
        """Return True if there is neither a reply, an answered finding, a rationale, evidence nor a minority view."""
        return (
            self.reply is None and self.finding is None and not (self.rationale or self.evidence or self.minority_views)
        )

    @property
    def met(self) -> frozenset[StatementCode] | None:
        """Return the statements that are met, or None where none were chosen from."""
        return self.reply.statements if isinstance(self.reply, Met) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResponse:
    """A response as the database holds it. Its version is 0 until it is first saved."""

    response: Response
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str | None = None
    """The id of whoever saved it, as the audit trail names them."""


Responses = Mapping[QuestionCode, Response]
"""The responses of one respondent. A question without an entry is unanswered."""
