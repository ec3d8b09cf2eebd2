"""Whatever is stored is either compared with the audit trail or left out with a reason."""

from assessment.store import unit
from assessment.store.row_kinds import KIND_OF_TABLE, LEFT_OUT, ROW_KINDS, UNRECORDED_TABLES
from assessment.store.table_base import Base

assert unit, "The modules of the store add the tables."


def test_every_table_is_compared_with_the_trail_or_left_out_with_a_reason() -> None:
    compared = {table.name for table in KIND_OF_TABLE}

    assert UNRECORDED_TABLES.keys() == {"account_notice", "attempt", "audit", "audit_key"}
    assert compared | UNRECORDED_TABLES.keys() == set(Base.metadata.tables)
    assert compared & UNRECORDED_TABLES.keys() == set()


def test_every_other_column_of_a_compared_table_is_compared() -> None:
    columns = {str(column) for table in KIND_OF_TABLE for column in table.columns}

    assert LEFT_OUT.keys() == {"report_file.content", "person.last_step", "session.guesses", "session.seen_at"}
    assert LEFT_OUT.keys() <= columns


def test_every_part_refers_to_the_row_that_it_belongs_to() -> None:
    for kind in ROW_KINDS:
        for table in (kind.table, *kind.parts):
            assert len(kind.key_columns(table)) == len(kind.table.primary_key.columns)
