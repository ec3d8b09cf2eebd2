"""Notices which rows a transaction changes, whoever writes them, so that the audit trail holds the digest of each."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Engine,
    Insert,
    Table,
    Update,
    event,
    select,
)

from assessment.store.audit_chain import Chain
from assessment.store.row_kinds import KIND_OF_TABLE, RowKey, RowKind, chain_of_row, row_digests


class RowChange(NamedTuple):
    """The digests of a row before and after a transaction; None where there is no such row."""

    was: str | None
    now: str | None


_OF_TRANSACTION: Final = "row_changes"
"""Where a connection has the changes of its transaction. The next one on the connection puts its own there."""


def notice_changes(engine: Engine) -> None:
    """Have the transactions of the engine notice which rows they change."""
    event.listen(engine, "before_execute", _before_execute)


def _before_execute(
    connection: Connection,
    statement: object,
    several: Sequence[Mapping[str, Any]],
    one: Mapping[str, Any],
    _options: object,
) -> None:
    if isinstance(statement, Insert | Update | Delete):
        changes: RowChanges = connection.info[_OF_TRANSACTION]
        changes.notice(statement, several or [one])


class RowChanges:
    """The changes to rows of :data:`ROW_KINDS` within one transaction for writing.

    The digest of a row is taken before a statement of this connection first changes it. So a row that was changed by
    anything else is noticed even after the app has written over it. The transaction holds what it changes
    (:mod:`assessment.store.holding`), so nobody else changes the row between the digest and the statement.
    """

    def __init__(self, connection: Connection, key: Callable[[], bytes]) -> None:
        self._connection = connection
        self._key = key
        self._before: dict[tuple[str, RowKey], str | None] = {}
        self._kinds: dict[str, RowKind] = {}
        connection.info[_OF_TRANSACTION] = self

    def found(self) -> dict[Chain, dict[str, RowChange]]:
        """Return the rows that have changed, by the chain that records them and by ``kind/name``."""
        changes: dict[Chain, dict[str, RowChange]] = {}
        for (name, key), was in self._before.items():
            kind = self._kinds[name]
            now = self._digest(kind, key)
            if now != was:
                chain = chain_of_row(self._connection, kind, key)
                changes.setdefault(chain, {})[f"{name}/{_name(key)}"] = RowChange(was, now)
        return changes

    def notice(self, statement: Insert | Update | Delete, values: Sequence[Mapping[str, Any]]) -> None:
        """Take the digest of each row that the statement may change, with each of those values for its parameters."""
        kind = KIND_OF_TABLE.get(cast("Table", statement.table))
        if kind is None:
            return
        keys = {key for each in values for key in self._keys(kind, statement, each)}
        for key in sorted(keys, key=str):
            if (kind.name, key) not in self._before:
                self._kinds[kind.name] = kind
                self._before[kind.name, key] = None if _adds(statement, kind) else self._digest(kind, key)

    def _keys(self, kind: RowKind, statement: Insert | Update | Delete, values: Mapping[str, Any]) -> Iterable[RowKey]:
        """Return the key of each row that the statement may change with those values."""
        columns = kind.key_columns(cast("Table", statement.table))
        if isinstance(statement, Insert):
            if any(column.name not in values for column in columns):
                values = statement.compile(dialect=self._connection.dialect).params | dict(values)
            return [tuple(values[column.name] for column in columns)]
        if (key := _named_key(statement.whereclause, columns, values)) is not None:
            return [key]
        rows = select(*columns).distinct()
        if statement.whereclause is not None:
            rows = rows.where(statement.whereclause)
        return [tuple(row) for row in self._connection.execute(rows, values).all()]

    def _digest(self, kind: RowKind, key: RowKey) -> str | None:
        return next((digest for _, digest in row_digests(self._connection, self._key(), kind, key)), None)


def _named_key(
    where: ColumnElement[bool] | None, columns: Sequence[Column[Any]], values: Mapping[str, Any]
) -> RowKey | None:
    """Return the key where the condition names one row by it, which saves a query; else None."""
    named: dict[object, object] = {}
    for each in where.clauses if isinstance(where, BooleanClauseList) and where.operator is operator.and_ else [where]:
        match each:
            case BinaryExpression(operator=operator.eq, left=column, right=BindParameter() as given):
                named[column] = values.get(given.key, given.value)
    return tuple(named[column] for column in columns) if named.keys() >= set(columns) else None


def _adds(statement: object, kind: RowKind) -> bool:
    """Return True if the statement fails where the row is there already; one of a dialect may change the row then."""
    return type(statement) is Insert and statement.table is kind.table


def _name(key: RowKey) -> str:
    return "/".join(map(str, key))
