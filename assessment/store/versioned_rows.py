"""Optimistic locking by version: a row is written only over the version that its author saw.

Version 1 is the first. A save states the version that its author expects, 0 for a row that was never saved, and writes
the next one. Where two save at the same moment, the database lets only one of them find the version that both saw.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, and_

from assessment.store.engine import insert_into


def write_next_version(
    connection: Connection,
    table: Table,
    *,
    key: Mapping[str, object],
    values: Mapping[str, object],
    expected_version: int,
    only_if: Sequence[ColumnElement[bool]] = (),
) -> bool:
    """Write `values` with version `expected_version` + 1 to the row with that key, and return True.

    Write nothing and return False where a version other than the expected one is stored, or where the stored row does
    not meet the conditions `only_if`. The table has a column ``version``; `key` holds the columns that identify a row.
    """
    columns = {**values, "version": expected_version + 1}
    if expected_version == 0:
        first = insert_into(connection, table).values(**key, **columns).on_conflict_do_nothing()
        written = connection.execute(first.returning(table.c.version))
    else:
        row = and_(*(table.c[name] == value for name, value in key.items()), table.c.version == expected_version)
        change = table.update().where(row, *only_if).values(**columns)
        written = connection.execute(change.returning(table.c.version))
    # PostgreSQL's driver does not say how many rows an INSERT wrote; the rows that it returns are certain on both.
    return written.one_or_none() is not None
