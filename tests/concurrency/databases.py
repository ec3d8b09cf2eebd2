"""The two databases on which the pairs are tried, each put back again and again, with two servers that use it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Protocol

import psycopg
from sqlalchemy import make_url

from assessment.store import Store
from assessment.store.audit_keys import AUDIT_KEY
from assessment.store.table_base import Base
from tests.actions.access_world import open_store
from tests.store import postgres


class Database(Protocol):
    """A database whose content can be put back: that takes a fraction of the time in which it is written by a store."""

    url: str
    stores: tuple[Store, Store]
    """Two stores on the database, as two servers have them."""

    def empty(self) -> None:
        """Leave what a new database holds: the list of forces."""

    def keep(self) -> None:
        """Keep what is in it now."""

    def put_back(self) -> None:
        """Replace what is in it by what was kept."""

    def read(self, query: str) -> list[object]:
        """Return the first column of a query's rows."""

    def waits_for_lock(self) -> bool:
        """Return True while a call waits for another's lock."""


_FILE: Final = "assessments.db"


def _address(folder: Path) -> str:
    return f"sqlite:///{folder / _FILE}"


class Sqlite:
    """A file that is replaced by a copy of another."""

    def __init__(self, folder: Path) -> None:
        self._original, self._used, self._kept = folder / "original", folder / "used", folder / "kept"
        with closing(open_store(_address(self._original))) as store:
            store.migrate()
        self.url = _address(self._used)
        # One pair of stores for all, because a store that has worked before knows its statements.
        self.stores = open_store(self.url), open_store(self.url)

    def empty(self) -> None:
        self._copy(self._original, self._used)

    def keep(self) -> None:
        self._copy(self._used, self._kept)

    def put_back(self) -> None:
        self._copy(self._kept, self._used)

    def _copy(self, source: Path, target: Path) -> None:
        self.close()
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)

    def read(self, query: str) -> list[object]:
        with closing(sqlite3.connect(self._used / _FILE)) as connection:
            return [row[0] for row in connection.execute(query)]

    def waits_for_lock(self) -> bool:
        return False  # who waits is seen where a transaction begins

    def close(self) -> None:
        for store in self.stores:
            store.close()


class Postgresql:
    """A database whose rows are kept in tables beside its own, which takes less time than to make one."""

    def __init__(self, url: str, own: psycopg.Connection[tuple[object, ...]]) -> None:
        self._own = own
        self.url = url
        # Two calls that wait for each other are to be seen to at once.
        own.execute(f"ALTER DATABASE {own.info.dbname} SET deadlock_timeout = '20ms'".encode())
        self.stores = open_store(url), open_store(url)
        self.stores[0].migrate()
        tables = [each.name for each in Base.metadata.sorted_tables if each is not AUDIT_KEY]
        self._empty = _each("DELETE FROM {0}; INSERT INTO {0} TABLE made.{0}", tables)
        self._keep = _each("DELETE FROM kept.{0}; INSERT INTO kept.{0} TABLE {0}", tables)
        self._put_back = _each("DELETE FROM {0}; INSERT INTO {0} TABLE kept.{0}", tables)
        own.execute(b"CREATE SCHEMA kept; CREATE SCHEMA made")
        own.execute(_each("CREATE TABLE kept.{0} (LIKE {0}); CREATE TABLE made.{0} AS TABLE {0}", tables))
        # Triggers keep the audit trail from being deleted, and foreign keys are triggers too.
        own.execute("SET session_replication_role = replica")

    def empty(self) -> None:
        self._own.execute(self._empty)

    def keep(self) -> None:
        self._own.execute(self._keep)

    def put_back(self) -> None:
        self._own.execute(self._put_back)

    def read(self, query: str) -> list[object]:
        return [row[0] for row in self._own.execute(query.encode())]

    def waits_for_lock(self) -> bool:
        return bool(self.read("SELECT 1 FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid() LIMIT 1"))

    def close(self) -> None:
        for store in self.stores:
            store.close()


def _each(statement: str, tables: list[str]) -> bytes:
    return ";".join(statement.format(table) for table in tables).encode()


@contextmanager
def sqlite(folder: Path) -> Iterator[Sqlite]:
    with closing(Sqlite(folder)) as database:
        yield database


@contextmanager
def postgresql(server: postgres.PostgresServer) -> Iterator[Postgresql]:
    with server.database() as url:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as own, closing(Postgresql(url, own)) as database:
            yield database
