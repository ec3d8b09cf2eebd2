"""Actions: what will be done about a question, by whom and by when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "planned_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_planned_action"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_planned_action_assessment_id_assessment"
        ),
        length("question", 1, 100),
        length("what", 1, 1000),
        length("owner", 1, 200),
        length("saved_by", 1, 200),
        sa.CheckConstraint("version >= 1", name=op.f("ck_planned_action_version_at_least_1")),
        sa.CheckConstraint(
            "state IN ('planned', 'under way', 'done', 'dropped')", name=op.f("ck_planned_action_state")
        ),
        sa.CheckConstraint(
            " AND ".join(f"instr({column}, char(0)) = 0" for column in ("question", "what", "owner", "saved_by")),
            name=op.f("ck_planned_action_without_nul"),
        ).ddl_if(dialect="sqlite"),
    )
    op.create_index("ix_planned_action_assessment_id", "planned_action", ["assessment_id"])


def downgrade() -> None:
    raise NotImplementedError("A database goes back by restoring the backup made before the update.")


def length(column: str, least: int, most: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f"length({column}) BETWEEN {least} AND {most}", name=op.f(f"ck_planned_action_{column}_length")
    )
