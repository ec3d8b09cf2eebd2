"""Engines: the connections to SQLite and to PostgreSQL.

SQLite runs in write-ahead mode with every commit flushed to the disk. A writing transaction takes the lock at its
beginning, because one that reads first and takes it later would fail instead of waiting. Each process has one writing
connection, so that its writers queue in the process and not in the file system.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from assessment.errors import InvalidInput, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Three engines of one database. None of them connects before it is used."""

    reader: Engine
    writer: Engine
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
            address, connect_args={"isolation_level": None, "timeout": wait}, json_serializer=_json, **pool
        )
        event.listen(made, "connect", _pragmas(*pragmas))
        event.listen(made, "begin", _statement(begin))
        return made

    return Engines(
        reader=engine("BEGIN", "query_only=ON", pool_size=5, max_overflow=20, pool_timeout=wait),
        writer=engine(
            "BEGIN IMMEDIATE", "synchronous=FULL", "foreign_keys=ON", pool_size=1, max_overflow=0, pool_timeout=wait
        ),
        migrator=engine(
            "BEGIN EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", poolclass=NullPool
        ),
        folder=_file_of(address).resolve().parent,
    )


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
    settings = {
        "timezone": "UTC",
        "lock_timeout": milliseconds,
        "statement_timeout": milliseconds,
        "idle_in_transaction_session_timeout": 60_000,
    }
    engine = partial(
        create_engine,
        address,
        connect_args={
            "application_name": "collaboration-assessment",
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "tcp_user_timeout": 10_000,
            "options": " ".join(f"-c {name}={setting}" for name, setting in settings.items()),
        },
        json_serializer=_json,
    )
    shared = engine(pool_pre_ping=True, pool_size=10, max_overflow=20, pool_timeout=wait)
    return Engines(
        reader=shared.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
        writer=shared,
        migrator=engine(poolclass=NullPool),
        folder=None,
    )


_json: Final = partial(json.dumps, ensure_ascii=False)
"""Keeps text readable in the database, where a length limit then counts its characters and not their escapes."""


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT in the dialect of the connection, which supports ON CONFLICT."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
