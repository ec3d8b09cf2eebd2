"""Identities: by which issuer and subject a person is known."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identity"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_identity_person_id_person"),
        sa.CheckConstraint("length(issuer) BETWEEN 1 AND 500", name=op.f("ck_identity_issuer_length")),
        sa.CheckConstraint("length(subject) BETWEEN 1 AND 255", name=op.f("ck_identity_subject_length")),
        sa.CheckConstraint(
            "instr(issuer, char(0)) = 0 AND instr(subject, char(0)) = 0", name=op.f("ck_identity_without_nul")
        ).ddl_if(dialect="sqlite"),
    )
    op.create_index("ix_identity_person_id", "identity", ["person_id"])


def downgrade() -> None:
    raise NotImplementedError("A database goes back by restoring the backup made before the update.")
