"""Engines: the connections to SQLite and to PostgreSQL.

SQLite runs in write-ahead mode with every commit flushed to the disk. A writing transaction takes the lock at its
beginning, because one that reads first and takes it later would fail instead of waiting. Each process has one writing
connection, so that its writers queue in the process and not in the file system, and share commits
(:mod:`assessment.store.shared_commit`).

PostgreSQL may stand behind PgBouncer, so every limit is set for a transaction and nothing for a session.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from assessment.errors import InvalidInput, sentence
from assessment.store.bounded_connection import CONNECT_SECONDS, BoundedConnection
from assessment.store.faults import FAULTS_OF_A_FILE, find_fault
from assessment.store.shared_commit import SharedCommits

LONGEST_WAIT: Final = 6.0
"""Seconds that a person waits for a lock before they are told that the database is busy."""
GRACE_SECONDS: Final = 1.5
"""How much longer than the server's own limit for a statement the app waits for it to say so."""
_MIGRATION_SECONDS: Final = 600.0
"""How long one statement of a migration may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Three engines of one database. None of them connects before it is used."""

    reader: Engine
    writer: Engine
    begin_to_write: Callable[[], AbstractContextManager[Connection]]
    """Opens a transaction of the writer: it is committed at the end, or rolled back after any exception."""
    migrator: Engine
    """Switches SQLite to write-ahead mode for good. It does not check foreign keys there, because SQLite changes a
    table by replacing it."""
    folder: Path | None
    """The folder of SQLite's file; None for PostgreSQL."""


def open_engines(url: str, *, wait: float) -> Engines:
    """Return the engines for a database address; `wait` is how many seconds to wait for a lock.

    Raises :class:`InvalidInput` for an address that is neither SQLite in a file nor PostgreSQL.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # make_url raises ValueError for a port that is not a number
        raise InvalidInput(_WRONG_ADDRESS) from None
    match address.get_backend_name():
        case "sqlite" if address.database and address.database != ":memory:":
            return _sqlite(address, wait=wait)
        case "postgresql" | "postgres":
            return _postgresql(address.set(drivername="postgresql+psycopg"), wait=wait)
        case _:
            raise InvalidInput(_WRONG_ADDRESS)


_WRONG_ADDRESS: Final = sentence(
    "database_url_unusable",
    "DATABASE_URL is not a database address that this app can use. "
    "Write sqlite:////folder/file.db or postgresql://user:password@host/name.",
)


def _sqlite(address: URL, *, wait: float) -> Engines:
    def engine(begin: str, *pragmas: str, **pool: Any) -> Engine:
        # Without an isolation level the driver sends no BEGIN of its own, so that changes of tables roll back too.
        made = create_engine(
            address,
            connect_args={"isolation_level": None, "timeout": wait},
            json_serializer=_json,
            hide_parameters=True,
            **pool,
        )
        event.listen(made, "connect", _pragmas(*pragmas))
        event.listen(made, "begin", _statement(begin))
        event.listen(made, "handle_error", _discard_connection_of_a_faulty_file)
        return made

    writer = engine("BEGIN IMMEDIATE", "synchronous=FULL", "foreign_keys=ON", pool_size=1, max_overflow=0)
    return Engines(
        reader=engine("BEGIN", "query_only=ON", pool_size=5, max_overflow=20, pool_timeout=wait),
        writer=writer,
        begin_to_write=SharedCommits(writer, wait=wait).begin,
        migrator=engine(
            "BEGIN EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", poolclass=NullPool
        ),
        folder=_file_of(address).resolve().parent,
    )


def _discard_connection_of_a_faulty_file(context: ExceptionContext) -> None:
    if find_fault(context.original_exception) in FAULTS_OF_A_FILE:
        context.is_disconnect = True  # connections that were opened before the file was mended are not used again


def _file_of(address: URL) -> Path:
    name = str(address.database)
    # SQLite decodes the path of a URI once more. Source: https://www.sqlite.org/uri.html, section 3.1.
    return Path(unquote(name.removeprefix("file:")) if name.startswith("file:") else name)


def _pragmas(*pragmas: str) -> Callable[[Any, Any], None]:
    def set_pragmas(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return set_pragmas


def _statement(statement: str) -> Callable[[Connection], None]:
    def execute(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return execute


def _postgresql(address: URL, *, wait: float) -> Engines:
    milliseconds = round(wait * 1000)
    limits = {
        "timezone": "'UTC'",
        "lock_timeout": milliseconds,
        "statement_timeout": milliseconds,
        "idle_in_transaction_session_timeout": 60_000,
    }
    # Behind PgBouncer, a setting of a session is refused or reaches somebody else's transaction.
    set_limits = _statement("; ".join(f"SET LOCAL {name} = {value}" for name, value in limits.items()))

    def engine(*, patience: float, **pool: Any) -> Engine:
        made = create_engine(
            address,
            connect_args={
                "application_name": "collaboration-assessment",
                "connect_timeout": CONNECT_SECONDS,
                "keepalives_idle": 10,
                "tcp_user_timeout": 10_000,
                # A prepared statement stays with one connection to the server, which PgBouncer gives to others too.
                "prepare_threshold": None,
            },
            json_serializer=_json,
            hide_parameters=True,
            **pool,
        )
        event.listen(made, "do_connect", _bounded(patience))
        event.listen(made, "begin", set_limits)
        event.listen(made, "handle_error", _leave_out_values)
        return made

    # Each has connections of its own, so that saves which wait for a lock leave some for those who only look.
    pool = partial(engine, patience=wait + GRACE_SECONDS, pool_pre_ping=True, pool_timeout=wait)
    reader = pool(pool_size=10, max_overflow=5)
    writer = pool(pool_size=10, max_overflow=15)
    return Engines(
        reader=reader.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
        writer=writer,
        begin_to_write=writer.begin,
        migrator=engine(patience=_MIGRATION_SECONDS, poolclass=NullPool),
        folder=None,
    )


def _bounded(patience: float) -> Callable[..., BoundedConnection]:
    def connect(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> BoundedConnection:
        connection = BoundedConnection.connect(**parameters)
        connection.patience = patience
        return connection

    return connect


def _leave_out_values(failure: ExceptionContext) -> None:
    """Keep only the first line of what PostgreSQL says: its details quote the row, and errors end up in logs."""
    for error in (failure.original_exception, failure.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(arg.partition("\n")[0] if isinstance(arg, str) else arg for arg in error.args)


_json: Final = partial(json.dumps, ensure_ascii=False)
"""Keeps text readable in the database, where a length limit then counts its characters and not their escapes."""


def insert_into(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT in the dialect of that name, which supports ON CONFLICT."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
