"""The tables of assessments, one class for each. Rows never leave the store: its other modules turn them into values.

Text is checked where it enters the app. The constraints here are a second check, which refuses what got past the first.
Nothing is deleted by cascade, so an answer disappears only if somebody deletes that answer.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, Row, UniqueConstraint, text
from sqlmodel import Field

from assessment.codes import CollaborationKind, CollaborationStatus, Perspective, Stage
from assessment.rounds.assessment import Classification
from assessment.rounds.improvement_action import WHAT_LENGTH
from assessment.rounds.text_rules import NAME_LENGTH, RATIONALE_LENGTH, REASON_LENGTH, REFERENCE_LENGTH
from assessment.store.table_base import Base, at_least, length, of_respondent, one_of, table, without_nul

MET_LENGTH: Final = 1_000
"""The most characters of the codes of one question's statements: more than a hundred of them."""

RESULTS: Final = ("claimed", "lowest", "highest", "evidenced")
"""The four results of a score, by which its columns are named."""
RESULT_PARTS: Final = ("mean", "grade", "limits")

AnyRow = Row[*tuple[Any, ...]]
"""A row of a query's result, with columns by name whose types are not checked."""


class AssessmentRow(Base, table=True):
    """The assessment of one collaboration in one round, on one version of a question bank."""

    __tablename__ = "assessment"
    __table_args__ = (
        length("bank_id", 100, least=1),
        length("bank_version", 100, least=1),
        length("bank_fingerprint", 71, least=71),
        without_nul("bank_id", "bank_version", "bank_fingerprint", "amendment_reason"),
        one_of("classification", Classification),
        one_of("stage", Stage),
        CheckConstraint(
            "(stage IN ('collecting', 'released', 'open')) = (submitted_at IS NULL)", name="submitted_or_draft"
        ),
        one_of("kind", CollaborationKind),
        one_of("status", CollaborationStatus),
        at_least("partners", 2),
        length("amendment_reason", REASON_LENGTH, least=1),
        CheckConstraint("(amends_id IS NULL) = (amendment_reason IS NULL)", name="reason_if_amendment"),
        # Nearly none is an amendment. Of an index of all, a database that counts its rows thinks that it finds nothing.
        Index(
            "ix_assessment_amends_id",
            "amends_id",
            sqlite_where=text("amends_id IS NOT NULL"),
            postgresql_where=text("amends_id IS NOT NULL"),
        ),
    )

    id: UUID = Field(primary_key=True)
    collaboration_id: UUID = Field(foreign_key="collaboration.id", index=True)
    round_id: UUID = Field(foreign_key="round.id", index=True)
    as_of: date
    bank_id: str
    bank_version: str
    bank_fingerprint: str
    classification: str
    started_at: datetime
    stage: str
    submitted_at: datetime | None = None
    moved_at: datetime | None = None
    """When it came into its stage; None where it never moved."""
    carries_over: bool
    """Whether answers of the last round are proposed, each to be confirmed. None is stored before it is."""
    amends_id: UUID | None = Field(default=None, foreign_key="assessment.id")
    """The version that it amends."""
    amendment_reason: str | None = None
    kind: str | None = None
    """From here on what the register held about the collaboration, by which it is decided what is asked."""
    status: str | None = None
    partners: int | None = None
    has_posted_staff: bool | None = None
    shares_personal_data: bool | None = None
    deleted_at: datetime | None = None
    """When a draft was deleted. Its row stays, because the audit trail refers to it, and is shown nowhere else."""


class PartnerRow(Base, table=True):
    """A force as a partner in a collaboration, in one of its rounds. Another round may have other partners."""

    __tablename__ = "partner"
    __table_args__ = (
        UniqueConstraint("assessment_id", "force_id"),
        Index(
            "uq_partner_leads",
            "assessment_id",
            unique=True,
            sqlite_where=text("leads"),
            postgresql_where=text("leads"),
        ),
        at_least("position", 1),
    )

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id")
    position: int = Field(primary_key=True)
    force_id: str = Field(foreign_key="force.id", index=True)
    leads: bool


class RespondentRow(Base, table=True):
    """A respondent of an assessment: for a partner force or, without a force, for the collaboration as a whole.

    A force has further respondents, each from another perspective, where it was asked for more than its reply.
    """

    __tablename__ = "respondent"
    __table_args__ = (
        UniqueConstraint("assessment_id", "position"),
        UniqueConstraint("assessment_id", "force_id", "perspective"),
        Index(
            "uq_respondent_reply_of_force",
            "assessment_id",
            "force_id",
            unique=True,
            sqlite_where=text("perspective IS NULL"),
            postgresql_where=text("perspective IS NULL"),
        ),
        at_least("position", 1),
        length("title", NAME_LENGTH, least=1),
        one_of("perspective", Perspective),
        CheckConstraint("perspective IS NULL OR force_id IS NOT NULL", name="perspective_of_force"),
        CheckConstraint(
            "removed_at IS NULL OR (perspective IS NOT NULL AND submitted_at IS NULL)", name="only_further_removed"
        ),
        without_nul("title", "perspective"),
    )

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id")
    id: UUID = Field(primary_key=True)
    position: int
    force_id: str | None = Field(default=None, foreign_key="force.id")
    perspective: str | None = None
    """From what work a further respondent of the force answers; None for the one who gives the force's reply."""
    title: str
    submitted_at: datetime | None = None
    """When whoever answers alone submitted the answers."""
    removed_at: datetime | None = None
    """When a further respondent was asked no more. What it had answered stays, and nobody reads it."""


class ThemeScoreRow(Base, table=True):
    """The score of a theme, or with the theme ``overall`` of the whole, as it was submitted.

    Each of the four results is an exact mean such as ``39/11``, the code of its grade, and the ids of the limits that
    hold it down.
    """

    __tablename__ = "theme_score"
    __table_args__ = (
        length("theme", 100, least=1),
        without_nul("theme", "uncapped_grade", *(f"{each}_{part}" for each in RESULTS for part in RESULT_PARTS)),
    )

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id")
    theme: str = Field(primary_key=True)
    asked: int
    answered: int
    not_applicable: int
    open_findings: int
    uncapped_grade: str | None = None
    claimed_mean: str | None = None
    claimed_grade: str | None = None
    claimed_limits: str
    lowest_mean: str | None = None
    lowest_grade: str | None = None
    lowest_limits: str
    highest_mean: str | None = None
    highest_grade: str | None = None
    highest_limits: str
    evidenced_mean: str | None = None
    evidenced_grade: str | None = None
    evidenced_limits: str


class ResponseRow(Base, table=True):
    """One respondent's response to one question. An emptied one keeps its row, so that versions never start again."""

    __tablename__ = "response"
    __table_args__ = (
        of_respondent(),
        length("question", 100, least=1),
        at_least("version", 1),
        CheckConstraint("met IS NULL OR not_applicable IS NULL", name="one_reply"),
        length("met", MET_LENGTH),
        length("not_applicable", REASON_LENGTH, least=1),
        length("rationale", RATIONALE_LENGTH),
        length("saved_by", NAME_LENGTH, least=1),
        without_nul("question", "met", "not_applicable", "rationale", "saved_by"),
    )

    assessment_id: UUID = Field(primary_key=True)
    respondent_id: UUID = Field(primary_key=True)
    question: str = Field(primary_key=True)
    version: int
    met: str | None = None
    """The codes of the statements that are met, in bank order with a space between; empty for none of them."""
    not_applicable: str | None = None
    finding: bool | None = None
    rationale: str
    saved_at: datetime
    saved_by: str
    operation: UUID


class EvidenceRow(Base, table=True):
    """One piece of evidence of a response, with its position in the order that the author gave."""

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "respondent_id", "question"],
            ["response.assessment_id", "response.respondent_id", "response.question"],
        ),
        UniqueConstraint("assessment_id", "respondent_id", "question", "position"),
        at_least("position", 1),
        length("title", NAME_LENGTH, least=1),
        length("reference", REFERENCE_LENGTH),
        length("owner", NAME_LENGTH),
        one_of("classification", Classification),
        without_nul("title", "reference", "owner"),
    )

    assessment_id: UUID = Field(primary_key=True)
    respondent_id: UUID = Field(primary_key=True)
    question: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    position: int
    title: str
    reference: str
    dated: date | None = None
    owner: str
    valid_until: date | None = None
    classification: str | None = None


class MinorityViewRow(Base, table=True):
    """The view of a force that differs from what is agreed on a question. It is saved with the agreed response.

    One that was emptied keeps its row, as a response does.
    """

    __tablename__ = "minority_view"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "respondent_id", "question"],
            ["response.assessment_id", "response.respondent_id", "response.question"],
        ),
        ForeignKeyConstraint(["assessment_id", "of_respondent_id"], ["respondent.assessment_id", "respondent.id"]),
        length("text", RATIONALE_LENGTH),
        without_nul("text"),
    )

    assessment_id: UUID = Field(primary_key=True)
    respondent_id: UUID = Field(primary_key=True)
    question: str = Field(primary_key=True)
    of_respondent_id: UUID = Field(primary_key=True)
    text: str


class ImprovementActionRow(Base, table=True):
    """An action that will be taken on a question, with its owner, a job title or a person, and its due date."""

    __tablename__ = "improvement_action"
    __table_args__ = (
        length("question", 100, least=1),
        length("what", WHAT_LENGTH, least=1),
        length("about", 100, least=1),
        length("owner", NAME_LENGTH, least=1),
        length("reason", REASON_LENGTH, least=1),
        length("saved_by", NAME_LENGTH, least=1),
        at_least("version", 1),
        CheckConstraint("(owner IS NULL) <> (owner_id IS NULL)", name="one_owner"),
        CheckConstraint("state IN ('planned', 'under_way', 'done', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'withdrawn') = (reason IS NOT NULL)", name="reason_if_withdrawn"),
        without_nul("question", "about", "what", "owner", "reason", "saved_by"),
    )

    id: UUID = Field(primary_key=True)
    assessment_id: UUID = Field(foreign_key="assessment.id", index=True)
    question: str
    about: str | None = None
    """The code of the statement or finding that it is about; None where it is about the question."""
    what: str
    owner: str | None = None
    owner_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    due: date
    state: str
    reason: str | None = None
    version: int
    saved_at: datetime
    saved_by: str


class ReportFileRow(Base, table=True):
    """A file of a report that was issued, as it was issued. It is written once and never changes."""

    __tablename__ = "report_file"
    __table_args__ = (
        CheckConstraint("form IN ('pdf', 'html', 'board_paper')", name="form"),
        length("sha256", 64, least=64),
        at_least("version", 1),
        without_nul("form", "sha256"),
    )

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id")
    version: int = Field(primary_key=True)
    form: str = Field(primary_key=True)
    sha256: str
    content: bytes


class AuditRow(Base, table=True):
    """An entry of the audit trail. A trigger refuses changes to it, and `hmac` seals it at its place in the chain."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("operation"),
        UniqueConstraint("chain", "number"),
        length("event", 100, least=1),
        length("question", 100, least=1),
        length("done_by", NAME_LENGTH, least=1),
        length("chain", 100, least=1),
        length("hmac", 64, least=64),
        without_nul("event", "question", "done_by", "chain", "hmac"),
        at_least("version", 1),
        at_least("number", 1),
    )

    id: UUID = Field(primary_key=True)
    assessment_id: UUID | None = Field(default=None, foreign_key="assessment.id", index=True)
    respondent_id: UUID | None = None
    event: str
    question: str | None = None
    operation: UUID | None = None
    version: int | None = None
    done_by: str
    done_at: datetime
    detail: dict[str, Any] = Field(sa_type=JSON)
    digests: dict[str, Any] = Field(sa_type=JSON)
    """The digests before and after of each row that was changed, by kind and key."""
    chain: str
    number: int
    hmac: str


PARTNER: Final = table("partner")
ASSESSMENT: Final = table("assessment")
RESPONDENT: Final = table("respondent")
THEME_SCORE: Final = table("theme_score")
RESPONSE: Final = table("response")
EVIDENCE: Final = table("evidence")
MINORITY_VIEW: Final = table("minority_view")
IMPROVEMENT_ACTION: Final = table("improvement_action")
REPORT_FILE: Final = table("report_file")
AUDIT: Final = table("audit")
