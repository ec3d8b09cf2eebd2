"""People: who can sign in, their grants, sessions and invitations; and whose a draft is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROLES = "'member of a force', 'respondent', 'lead', 'board member', 'inspector', 'administrator', 'force access owner'"
REACH = (
    "(role = 'member of a force' AND collaboration_id IS NULL AND force IS NOT NULL)"
    " OR (role = 'respondent' AND collaboration_id IS NOT NULL AND force IS NOT NULL)"
    " OR (role = 'lead' AND collaboration_id IS NOT NULL AND force IS NOT NULL)"
    " OR (role = 'board member' AND collaboration_id IS NOT NULL AND force IS NULL)"
    " OR (role = 'inspector' AND collaboration_id IS NULL AND force IS NULL)"
    " OR (role = 'administrator' AND collaboration_id IS NULL AND force IS NULL)"
    " OR (role = 'force access owner' AND collaboration_id IS NULL AND force IS NOT NULL)"
)
FORGOTTEN = "state <> 'forgotten' OR (name = '' AND email IS NULL AND password IS NULL AND second_factor IS NULL)"


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("force", sa.String(), nullable=True),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("second_factor", sa.String(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        length("person", "name", 0, 200),
        length("person", "email", 1, 254),
        length("person", "force", 1, 200),
        length("person", "password", 1, 200),
        length("person", "second_factor", 1, 100),
        sa.CheckConstraint("state IN ('invited', 'active', 'disabled', 'forgotten')", name=op.f("ck_person_state")),
        sa.CheckConstraint(FORGOTTEN, name=op.f("ck_person_forgotten")),
        without_nul("person", "name", "email", "force", "password", "second_factor"),
    )
    op.create_index("uq_person_email", "person", ["email"], unique=True)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("collaboration_id", sa.Uuid(), nullable=True),
        sa.Column("force", sa.String(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
        of_person("role_grant"),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name="fk_role_grant_collaboration_id_collaboration"
        ),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_role_grant_role")),
        sa.CheckConstraint(REACH, name=op.f("ck_role_grant_reach")),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_role_grant_ends_after_start")),
        length("role_grant", "force", 1, 200),
        length("role_grant", "given_by", 1, 200),
        without_nul("role_grant", "role", "force", "given_by"),
    )
    op.create_index("ix_role_grant_person_id", "role_grant", ["person_id"])
    op.create_index("ix_role_grant_collaboration_id", "role_grant", ["collaboration_id"])
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
        of_person("session"),
        length("session", "token_hash", 64, 64),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitation"),
        of_person("invitation"),
        length("invitation", "token_hash", 64, 64),
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        length("attempt", "account", 64, 64),
        length("attempt", "address", 64, 64),
    )
    op.create_index("ix_attempt_account_at", "attempt", ["account", "at"])
    op.create_index("ix_attempt_address_at", "attempt", ["address", "at"])
    op.create_table(
        "recovery_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "position", name="pk_recovery_code"),
        of_person("recovery_code"),
        length("recovery_code", "code_hash", 64, 64),
        sa.CheckConstraint("position >= 1", name=op.f("ck_recovery_code_position_at_least_1")),
    )
    op.add_column("draft", sa.Column("person_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("A database goes back by restoring the backup made before the update.")


def length(table: str, column: str, least: int, most: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=op.f(f"ck_{table}_{column}_length"))


def without_nul(table: str, *columns: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        " AND ".join(f"instr({column}, char(0)) = 0" for column in columns), name=op.f(f"ck_{table}_without_nul")
    ).ddl_if(dialect="sqlite")


def of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{table}_person_id_person")
