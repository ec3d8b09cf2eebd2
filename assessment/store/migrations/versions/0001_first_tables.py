"""First tables.

A migration that was released is never edited: a change to the tables is a new file with the next number.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collaboration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_collaboration"),
        length("collaboration", "name", 1, 200),
        without_nul("collaboration", "name"),
    )
    op.create_table(
        "partner",
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("collaboration_id", "position", name="pk_partner"),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name="fk_partner_collaboration_id_collaboration"
        ),
        sa.UniqueConstraint("collaboration_id", "force", name="uq_partner_collaboration_id_force"),
        at_least("partner", "position", 1),
        length("partner", "force", 1, 200),
        without_nul("partner", "force"),
        sa.CheckConstraint("left_on >= joined_on", name=op.f("ck_partner_left_after_joining")),
    )
    op.create_index(
        "uq_partner_leads",
        "partner",
        ["collaboration_id"],
        unique=True,
        sqlite_where=sa.text("leads"),
        postgresql_where=sa.text("leads"),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("round_title", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("bank_id", sa.String(), nullable=False),
        sa.Column("bank_version", sa.String(), nullable=False),
        sa.Column("bank_fingerprint", sa.String(), nullable=False),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name="fk_assessment_collaboration_id_collaboration"
        ),
        length("assessment", "round_title", 1, 200),
        length("assessment", "bank_id", 1, 100),
        length("assessment", "bank_version", 1, 100),
        length("assessment", "bank_fingerprint", 71, 71),
        without_nul("assessment", "round_title", "bank_id", "bank_version", "bank_fingerprint"),
        sa.CheckConstraint(
            "classification IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')", name=op.f("ck_assessment_classification")
        ),
    )
    op.create_index("ix_assessment_collaboration_id", "assessment", ["collaboration_id"])
    op.create_table(
        "respondent",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "id", name="pk_respondent"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_respondent_assessment_id_assessment"),
        sa.UniqueConstraint("assessment_id", "position", name="uq_respondent_assessment_id_position"),
        at_least("respondent", "position", 1),
        length("respondent", "force", 1, 200),
        length("respondent", "title", 1, 200),
        without_nul("respondent", "force", "title"),
    )
    op.create_table(
        "response",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("not_applicable", sa.String(), nullable=True),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("operation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "question", name="pk_response"),
        of_respondent("response"),
        length("response", "question", 1, 100),
        at_least("response", "version", 1),
        sa.CheckConstraint("level IS NULL OR not_applicable IS NULL", name=op.f("ck_response_one_reply")),
        length("response", "level", 1, 100),
        length("response", "not_applicable", 1, 1000),
        length("response", "rationale", 0, 4000),
        length("response", "saved_by", 1, 200),
        without_nul("response", "question", "level", "not_applicable", "rationale", "saved_by"),
    )
    op.create_table(
        "evidence",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "question", "id", name="pk_evidence"),
        sa.ForeignKeyConstraint(
            ["assessment_id", "respondent_id", "question"],
            ["response.assessment_id", "response.respondent_id", "response.question"],
            name="fk_evidence_assessment_id_respondent_id_question_response",
        ),
        sa.UniqueConstraint(
            "assessment_id",
            "respondent_id",
            "question",
            "position",
            name="uq_evidence_assessment_id_respondent_id_question_position",
        ),
        at_least("evidence", "position", 1),
        length("evidence", "title", 1, 200),
        length("evidence", "reference", 0, 500),
        without_nul("evidence", "title", "reference"),
    )
    op.create_table(
        "draft",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "question", "page", name="pk_draft"),
        of_respondent("draft"),
        length("draft", "question", 1, 100),
        length("draft", "page", 1, 100),
        without_nul("draft", "question", "page"),
        at_least("draft", "seen", 0),
        sa.CheckConstraint("length(CAST(fields AS TEXT)) <= 500000", name=op.f("ck_draft_fields_length")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("operation", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_audit_assessment_id_assessment"),
        sa.UniqueConstraint("operation", name="uq_audit_operation"),
        length("audit", "event", 1, 100),
        length("audit", "question", 1, 100),
        length("audit", "done_by", 1, 200),
        without_nul("audit", "event", "question", "done_by"),
        at_least("audit", "version", 1),
    )
    op.create_index("ix_audit_assessment_id", "audit", ["assessment_id"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


APPEND_ONLY = {
    "sqlite": (
        """
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """,
        """
        CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
        """,
        """
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit()
        """,
    ),
}


def downgrade() -> None:
    raise NotImplementedError("A database goes back by restoring the backup made before the update.")


def length(table: str, column: str, least: int, most: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=op.f(f"ck_{table}_{column}_length"))


def at_least(table: str, column: str, least: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= {least}", name=op.f(f"ck_{table}_{column}_at_least_{least}"))


def without_nul(table: str, *columns: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        " AND ".join(f"instr({column}, char(0)) = 0" for column in columns), name=op.f(f"ck_{table}_without_nul")
    ).ddl_if(dialect="sqlite")


def of_respondent(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["assessment_id", "respondent_id"],
        ["respondent.assessment_id", "respondent.id"],
        name=f"fk_{table}_assessment_id_respondent_id_respondent",
    )
