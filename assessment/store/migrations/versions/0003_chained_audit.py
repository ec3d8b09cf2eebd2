"""The audit trail is chained and sealed, and may say what concerns people and no assessment.

The entries that are there are sealed as they are found, in the order in which they were made: from here on it shows
when they are changed, not whether they were changed before.
"""

from collections import defaultdict
from datetime import UTC

import sqlalchemy as sa
from alembic import context, op

from assessment.store.chain import BEGINNING, canonical, chain_of, key_check, sealed

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

AT_ONCE = 1_000


def upgrade() -> None:
    key = context.config.attributes["audit key"]()
    before = count()
    op.create_table(
        "audit_key",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("key_check", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_key"),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_key_one_row")),
        length("audit_key", "key_check", 64, 64),
    )
    op.execute(sa.text("INSERT INTO audit_key (id, key_check) VALUES (1, :it)").bindparams(it=key_check(key)))
    op.execute(
        "CREATE TEMPORARY TABLE audit_link (id CHAR(32), chain VARCHAR, number INTEGER, hmac VARCHAR)"
        if op.get_bind().dialect.name == "sqlite"
        else "CREATE TEMPORARY TABLE audit_link (id UUID, chain VARCHAR, number INTEGER, hmac VARCHAR)"
    )
    seal(key)
    on_sqlite() if op.get_bind().dialect.name == "sqlite" else on_postgresql()
    op.execute("DROP TABLE audit_link")
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
    if count() != before:
        raise RuntimeError(f"The audit trail had {before} entries and would have {count()}.")


def count() -> int:
    return op.get_bind().execute(sa.text("SELECT count(*) FROM audit")).scalar_one()


def seal(key: bytes) -> None:
    """Work out every entry's place in its chain. What was written is read, and stays in the database as it was."""
    audit = sa.table(
        "audit",
        sa.column("id", sa.Uuid()),
        sa.column("assessment_id", sa.Uuid()),
        *(sa.column(name, sa.String()) for name in ("event", "question", "done_by")),
        sa.column("operation", sa.Uuid()),
        sa.column("version", sa.Integer()),
        sa.column("done_at", sa.DateTime(timezone=True)),
        sa.column("detail", sa.JSON()),
    )
    assessment = sa.table("assessment", sa.column("id", sa.Uuid()), sa.column("collaboration_id", sa.Uuid()))
    link = sa.table(
        "audit_link",
        sa.column("id", sa.Uuid()),
        sa.column("chain", sa.String()),
        sa.column("number", sa.Integer()),
        sa.column("hmac", sa.String()),
    )
    rows = op.get_bind().execute(
        sa.select(audit, assessment.c.collaboration_id)
        .join_from(audit, assessment, assessment.c.id == audit.c.assessment_id)
        .order_by(audit.c.id)
    )
    heads = defaultdict(lambda: (0, BEGINNING))
    for several in rows.partitions(AT_ONCE):
        links = []
        for row in several:
            chain = chain_of(row.collaboration_id)
            number, before = heads[chain]
            content = canonical(
                chain=chain,
                number=number + 1,
                id=row.id,
                assessment=row.assessment_id,
                event=row.event,
                question=row.question,
                operation=row.operation,
                version=row.version,
                by=row.done_by,
                at=row.done_at if row.done_at.tzinfo else row.done_at.replace(tzinfo=UTC),
                detail=row.detail,
            )
            heads[chain] = (number + 1, sealed(key, before, content))
            links.append({"id": row.id, "chain": chain, "number": number + 1, "hmac": heads[chain][1]})
        op.get_bind().execute(link.insert(), links)


def on_sqlite() -> None:
    # SQLite cannot add what must not be empty: the entries move, as they are, to a table that has it.
    op.create_table(
        "audit_sealed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("operation", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hmac", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_audit_assessment_id_assessment"),
        sa.UniqueConstraint("operation", name="uq_audit_operation"),
        sa.UniqueConstraint("chain", "number", name="uq_audit_chain_number"),
        length("audit", "event", 1, 100),
        length("audit", "question", 1, 100),
        length("audit", "done_by", 1, 200),
        length("audit", "chain", 1, 100),
        length("audit", "hmac", 64, 64),
        without_nul("event", "question", "done_by", "chain", "hmac"),
        at_least("version", 1),
        at_least("number", 1),
    )
    op.execute(
        "INSERT INTO audit_sealed SELECT a.id, a.assessment_id, a.event, a.question, a.operation, a.version, "
        "a.done_by, a.done_at, a.detail, l.chain, l.number, l.hmac FROM audit a JOIN audit_link l ON l.id = a.id"
    )
    op.drop_table("audit")
    op.rename_table("audit_sealed", "audit")
    op.create_index("ix_audit_assessment_id", "audit", ["assessment_id"])


def on_postgresql() -> None:
    op.execute("DROP TRIGGER audit_is_never_changed ON audit")
    for name, kind in (("chain", sa.String()), ("number", sa.Integer()), ("hmac", sa.String())):
        op.add_column("audit", sa.Column(name, kind, nullable=True))
    op.execute(
        "UPDATE audit SET chain = l.chain, number = l.number, hmac = l.hmac FROM audit_link l WHERE l.id = audit.id"
    )
    # A deferred check of the update above would stand in the way of changing the table.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name in ("chain", "number", "hmac"):
        op.alter_column("audit", name, nullable=False)
    op.alter_column("audit", "assessment_id", nullable=True)
    op.create_unique_constraint("uq_audit_chain_number", "audit", ["chain", "number"])
    op.create_check_constraint(op.f("ck_audit_chain_length"), "audit", "length(chain) BETWEEN 1 AND 100")
    op.create_check_constraint(op.f("ck_audit_hmac_length"), "audit", "length(hmac) BETWEEN 64 AND 64")
    op.create_check_constraint(op.f("ck_audit_number_at_least_1"), "audit", "number >= 1")


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
        # INSERT OR REPLACE deletes what it replaces without asking the trigger above.
        """
        CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
        WHEN EXISTS (
            SELECT 1 FROM audit
            WHERE id = NEW.id OR operation = NEW.operation OR (chain = NEW.chain AND number = NEW.number)
        )
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """,
    ),
    "postgresql": (
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


def at_least(column: str, least: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= {least}", name=op.f(f"ck_audit_{column}_at_least_{least}"))


def without_nul(*columns: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        " AND ".join(f"instr({column}, char(0)) = 0" for column in columns), name=op.f("ck_audit_without_nul")
    )
