"""Optimistic locking by version: a row is written only over the version that its author saw.

Version 1 is the first. A save states the version that its author expects, 0 for a row that was never saved, and writes
the next one. Where two save at the same moment, the database lets only one of them find the version that both saw.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, Update, bindparam
from sqlalchemy.sql.dml import ReturningInsert

from assessment.store.engine import insert_into

_KEY: Final = "key_"
"""Stands before the names of the columns of a key among the values of a statement."""


def write_next_version(
    connection: Connection,
    table: Table,
    *,
    key: Mapping[str, object],
    values: Mapping[str, object],
    expected_version: int,
    only_if: ColumnElement[bool] | None = None,
    only_if_values: Mapping[str, object] | None = None,
) -> bool:
    """Write `values` with version `expected_version` + 1 to the row with that key, and return True.

    Write nothing and return False where a version other than the expected one is stored, or where a stored row does not
    meet the condition `only_if`, a constant whose parameters are `only_if_values`. The table has a column ``version``;
    `key` holds the columns that identify a row.
    """
    columns = {**values, "version": expected_version + 1}
    if expected_version == 0:
        written = connection.execute(_first(table, connection.dialect.name), {**key, **columns})
    else:
        row = {f"{_KEY}{name}": value for name, value in {**key, "version": expected_version}.items()}
        change = _change(table, tuple(row), only_if)
        written = connection.execute(change, {**columns, **row, **(only_if_values or {})})
    # PostgreSQL's driver does not say how many rows an INSERT wrote; the rows that it returns are certain on both.
    return written.one_or_none() is not None


@cache
def _first(table: Table, dialect: str) -> ReturningInsert[Any]:
    """Return the statement, which takes as long to build as to execute."""
    return insert_into(dialect, table).on_conflict_do_nothing().returning(table.c.version)


@cache
def _change(table: Table, row: tuple[str, ...], only_if: ColumnElement[bool] | None) -> Update:
    """Return the statement for a row with that key, and with the condition for the row that is stored."""
    is_row = [table.c[name.removeprefix(_KEY)] == bindparam(name) for name in row]
    conditions = is_row if only_if is None else [*is_row, only_if]
    return table.update().where(*conditions).returning(table.c.version)
