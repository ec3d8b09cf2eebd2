"""How a database finds the rows of a query: by an index, or by reading a whole table."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

Query = tuple[str, Any]
"""A statement and its parameters, as a driver is given them."""

_SCANNED: Final = {
    "sqlite": re.compile(r"SCAN (\w+)"),
    "postgresql": re.compile(r"(?:Seq Scan on |Index (?:Only )?Scan using \w+ on )(\w+)(?! [^\n]*\n *Index Cond)"),
}
_EXPLAIN: Final = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


@contextmanager
def queries_within() -> Iterator[list[Query]]:
    """Collect the queries that any engine executes within the block."""
    queries: list[Query] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if statement.lstrip("( ").upper().startswith(("SELECT", "WITH")):
            queries.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def scanned_tables(connection: Connection, queries: Iterable[Query]) -> set[str]:
    """Return the tables that any of the queries reads from end to end.

    To read a whole index is no better. PostgreSQL reads a small table from end to end although it has an index, so it
    is told to avoid that: what is left are the queries for which there is no index.
    """
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.exec_driver_sql("SET enable_seqscan = off")
    plans = (
        "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{_EXPLAIN[dialect]}{statement}", parameters))
        for statement, parameters in {str(query): query for query in queries}.values()
    )
    return {name for plan in plans for name in _SCANNED[dialect].findall(plan)}
