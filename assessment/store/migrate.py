"""Brings the tables up to date in one transaction, once, even when several processes start together."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import IO, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from assessment.errors import NotReadable, sentence
from assessment.store.engine import Engines
from assessment.store.faults import faults_while_migrating

MIGRATIONS: Final = Path(__file__).with_name("migrations")
_LONGEST_WAIT: Final = 60.0
"""Seconds to wait for another process that is bringing the same database up to date."""
_LOCK_NUMBER: Final = 7_218_093_461_150_207
"""The number of PostgreSQL's advisory lock. Any number will do that nothing else in the database uses."""

_one_thread = Lock()
"""Alembic keeps the migration that is running in module globals, so only one thread may run one."""


def migrate(engines: Engines, *, key: Callable[[], bytes], migrations: Path = MIGRATIONS) -> None:
    """Create the database's folder if it is missing, and run the migrations that the database has not had.

    `key` returns the key of the audit trail; the migration that starts the trail calls it. Raises :class:`NotReadable`
    where the tables cannot be brought up to date, and where the database was used by a newer version of the app.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    with _one_thread, faults_while_migrating(), _lock_on_disk(engines.folder):
        if _is_ready(engines, scripts):
            return
        with engines.migrator.begin() as connection:
            _take_lock(connection)
            if _is_current(connection, scripts):
                return
            config.attributes["connection"] = connection
            config.attributes["audit key"] = key
            command.upgrade(config, "head")
            _require_sound(connection)


def is_of_other_version(engines: Engines) -> bool:
    """Return True if the tables are not those of this version of the app."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_heads()
    with engines.reader.begin() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) != set(newest)


@contextmanager
def _lock_on_disk(folder: Path | None) -> Iterator[None]:
    """Hold a lock beside SQLite's file, as SQLite makes nobody wait while it changes to write-ahead mode."""
    if folder is None:
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise NotReadable(
            sentence(
                "database_folder_not_created",
                "The folder {folder} for the database cannot be created: {reason}. "
                "Create it, or name another file in DATABASE_URL.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error
    try:
        lock = (folder / "migrating.lock").open("w")
    except OSError:
        # Where no file can be created the tables cannot be changed either. What follows finds out whether they must be.
        yield
        return
    with lock:
        _wait_for(lock)
        yield


def _wait_for(lock: IO[str]) -> None:
    deadline = time.monotonic() + _LONGEST_WAIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise NotReadable(
                    sentence(
                        "migration_running",
                        "Another start of the app is still bringing the database up to date. "
                        "Try again in a few minutes.",
                    )
                ) from None
            time.sleep(0.05)
        else:
            return


def _is_ready(engines: Engines, scripts: ScriptDirectory) -> bool:
    with engines.reader.begin() as connection:
        # A copy that VACUUM INTO made is up to date, but not in write-ahead mode.
        is_durable = (
            connection.dialect.name != "sqlite"
            or connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        )
        return _is_current(connection, scripts) and is_durable


def _is_current(connection: Connection, scripts: ScriptDirectory) -> bool:
    known = {script.revision for script in scripts.walk_revisions()}
    current = set(MigrationContext.configure(connection).get_current_heads())
    if current - known:
        raise NotReadable(
            sentence(
                "database_of_newer_version",
                "The database has been used by a newer version of this app. "
                "If the new one is installed, stop the old one first, and then start the new one. "
                "Otherwise install it again, or restore the backup that was made before it was installed.",
            )
        )
    return current == set(scripts.get_heads())


def _take_lock(connection: Connection) -> None:
    # On SQLite the transaction has held its lock since it began.
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_LONGEST_WAIT * 1000:.0f}")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_NUMBER})")


def _require_sound(connection: Connection) -> None:
    # Foreign keys were off while SQLite's tables were replaced, so they are checked before the commit.
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise NotReadable(
            sentence(
                "database_rows_missing",
                "The database cannot be brought up to date: some of its rows refer to rows that are missing. "
                "Nothing was changed. Restore the last backup.",
            )
        )
