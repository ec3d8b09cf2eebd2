"""Bring the tables up to date, once, however many processes start together; all of it or nothing."""

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

from assessment.errors import NotReadable
from assessment.store.engine import Engines
from assessment.store.faults import faults_while_migrating

MIGRATIONS: Final = Path(__file__).with_name("migrations")
_PATIENCE: Final = 60.0
"""Seconds to wait for another process that is bringing the same database up to date."""
_TURN: Final = 7_218_093_461_150_207
"""The number of PostgreSQL's advisory lock. Any will do, as long as nothing else in the database uses it."""

# Alembic keeps the migration that is running in module globals.
_one_thread = Lock()


def migrate(engines: Engines, *, key: Callable[[], bytes], migrations: Path = MIGRATIONS) -> bool:
    """Make the database's folder if need be, and run the migrations it has not had, in one transaction.

    `key` gives the key of the audit trail, and is asked by the migration that begins it. Returns whether anything was
    to be done. Raises :class:`NotReadable` if that is not possible, or if the database was made by a newer version of
    the app.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    with _one_thread, faults_while_migrating(), _turn_on_disk(engines.folder):
        if _is_ready(engines, scripts):
            return False
        with engines.migrator.begin() as connection:
            _take_turn(connection)
            if _is_current(connection, scripts):
                return False
            config.attributes["connection"] = connection
            config.attributes["audit key"] = key
            command.upgrade(config, "head")
            _require_sound(connection)
        return True


@contextmanager
def _turn_on_disk(folder: Path | None) -> Iterator[None]:
    """Hold a lock beside SQLite's file: while it is switched to write-ahead mode, SQLite itself does not queue."""
    if folder is None:
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise NotReadable(
            f"The folder {folder} for the database cannot be made: {error.strerror}. "
            "Make it, or name another file in DATABASE_URL."
        ) from error
    try:
        lock = (folder / "migrating.lock").open("w")
    except OSError:
        # Where no file can be made, nobody can change the tables; what follows finds out whether that is needed.
        yield
        return
    with lock:
        _wait_for(lock)
        yield


def _wait_for(lock: IO[str]) -> None:
    patient_until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > patient_until:
                raise NotReadable(
                    "Another start of the app is still bringing the database up to date. Try again in a few minutes."
                ) from None
            time.sleep(0.05)
        else:
            return


def _is_ready(engines: Engines, scripts: ScriptDirectory) -> bool:
    with engines.reader.begin() as connection:
        # A copy made by VACUUM INTO is up to date, but not in write-ahead mode.
        is_durable = (
            connection.dialect.name != "sqlite"
            or connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        )
        return _is_current(connection, scripts) and is_durable


def _is_current(connection: Connection, scripts: ScriptDirectory) -> bool:
    known = {script.revision for script in scripts.walk_revisions()}
    had = set(MigrationContext.configure(connection).get_current_heads())
    if had - known:
        raise NotReadable(
            "The database was made by a newer version of this app. "
            "Install the newer version again, or use the backup that was made before it was installed."
        )
    return had == set(scripts.get_heads())


def _take_turn(connection: Connection) -> None:
    # On SQLite the transaction began exclusive.
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_PATIENCE * 1000:.0f}")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _require_sound(connection: Connection) -> None:
    # Foreign keys were off while SQLite's tables were replaced, so what they promise is checked before the commit.
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise NotReadable(
            "The database cannot be brought up to date: some of its rows point at others that are gone. "
            "Nothing was changed. Use the last backup."
        )
