"""Notices which rows a transaction changes, whoever writes them, so that the audit trail holds the digest of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Delete, Insert, Table, Update, event, select

from assessment.store.audit_chain import PEOPLE_CHAIN, Chain, chain_of
from assessment.store.row_kinds import KIND_OF_TABLE, RowKey, RowKind, row_digests


class RowChange(NamedTuple):
    """The digests of a row before and after a transaction; None where there is no such row."""

    was: str | None
    now: str | None


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
        event.listen(connection, "before_execute", self._notice)

    def found(self) -> dict[Chain, dict[str, RowChange]]:
        """Return the rows that have changed, by the chain that records them and by ``kind/name``."""
        changes: dict[Chain, dict[str, RowChange]] = {}
        for (name, key), was in self._before.items():
            kind = self._kinds[name]
            now = self._digest(kind, key)
            if now != was:
                changes.setdefault(self._chain(kind, key), {})[f"{name}/{_name(key)}"] = RowChange(was, now)
        return changes

    def _notice(
        self, _: Connection, statement: object, several: Sequence[Mapping[str, Any]], one: Mapping[str, Any], __: object
    ) -> None:
        if not isinstance(statement, Insert | Update | Delete):
            return
        kind = KIND_OF_TABLE.get(cast("Table", statement.table))
        if kind is None:
            return
        for key in sorted(set(self._keys(kind, statement, several or [one])), key=str):
            if (kind.name, key) not in self._before:
                self._kinds[kind.name] = kind
                self._before[kind.name, key] = None if _adds(statement, kind) else self._digest(kind, key)

    def _keys(
        self, kind: RowKind, statement: Insert | Update | Delete, parameters: Sequence[Mapping[str, Any]]
    ) -> Iterator[RowKey]:
        """Yield the key of each row that the statement may change."""
        columns = kind.key_columns(cast("Table", statement.table))
        if isinstance(statement, Insert):
            own = statement.compile(dialect=self._connection.dialect).params
            for each in parameters:
                yield tuple((own | dict(each))[column.name] for column in columns)
        else:
            rows = select(*columns).distinct()
            if statement.whereclause is not None:
                rows = rows.where(statement.whereclause)
            yield from (tuple(row) for row in self._connection.execute(rows).all())

    def _digest(self, kind: RowKind, key: RowKey) -> str | None:
        return next((digest for _, digest in row_digests(self._connection, self._key(), kind, key)), None)

    def _chain(self, kind: RowKind, key: RowKey) -> Chain:
        if kind.collaboration is None:
            return PEOPLE_CHAIN
        return chain_of(self._connection.execute(kind.collaboration.where(kind.is_row(key))).scalar_one())


def _adds(statement: object, kind: RowKind) -> bool:
    """Return True if the statement fails where the row is there already; one of a dialect may change the row then."""
    return type(statement) is Insert and statement.table is kind.table


def _name(key: RowKey) -> str:
    return "/".join(map(str, key))
