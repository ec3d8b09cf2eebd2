"""Failures of the database, as sentences for a person. Only this module knows the databases' error codes.

A fault is something that passes or that somebody can mend, such as a full disk or a lost connection. For constraints
that a save breaks there is :mod:`assessment.store.broken_constraints`. Any other error of a database is a bug: it is
not caught here, and crashes loudly.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import psycopg
from sqlalchemy import exc

from assessment.errors import NotReadable, NotSaved, Sentence, sentence
from assessment.open_files import are_used_up
from assessment.store.broken_constraints import find_broken_constraint, not_fitting


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFault:
    """A fault of the database, and what a person can do about it."""

    cause: Sentence
    """Stands inside a sentence: no capital letter, no full stop."""
    remedy: Sentence


FULL: Final = DatabaseFault(
    cause=sentence("disk_full", "the disk is full"),
    remedy=sentence("free_space", "Ask whoever runs this service to free some space, then try again."),
)
READ_ONLY: Final = DatabaseFault(
    cause=sentence("database_read_only", "the database is read-only"),
    remedy=sentence("make_writable", "Ask whoever runs this service to make it writable, then try again."),
)
BUSY: Final = DatabaseFault(
    cause=sentence("database_busy", "the database is busy with other work"),
    remedy=sentence("try_again_soon", "Try again in a moment."),
)
UNREACHABLE: Final = DatabaseFault(
    cause=sentence("database_unreachable", "the database could not be reached"),
    remedy=sentence(
        "check_database",
        "Try again in a minute. If that does not help, ask whoever runs this service to check the database.",
    ),
)
DISK: Final = DatabaseFault(
    cause=sentence("disk_error", "the disk reports an error"),
    remedy=sentence("check_disk", "Ask whoever runs this service to check the disk before anything else is saved."),
)
DAMAGED: Final = DatabaseFault(
    cause=sentence("database_damaged", "the database file is damaged"),
    remedy=sentence("restore_backup", "Ask whoever runs this service to restore the last backup."),
)

OTHER_VERSION: Final = DatabaseFault(
    cause=sentence("tables_of_other_version", "the tables in the database are not those of this version of the app"),
    remedy=sentence(
        "stop_old_copy",
        "Ask whoever runs this service to stop every old copy of the app first, and then to start the newest one.",
    ),
)

FAULTS_OF_A_FILE: Final = (READ_ONLY, UNREACHABLE, DISK, DAMAGED)
"""A connection to SQLite that met one of these keeps meeting it after the file was mended."""

OPEN_FILES: Final = DatabaseFault(
    cause=sentence("open_files_used_up", "this service has as many files open as the system allows"),
    remedy=sentence(
        "raise_open_files",
        "Try again in a minute. If that does not help, ask whoever runs this service to raise that limit.",
    ),
)

_SQLITE: Final[Mapping[int, DatabaseFault]] = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
    sqlite3.SQLITE_PERM: UNREACHABLE,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
"""By primary result code: https://www.sqlite.org/rescode.html"""

_POSTGRESQL: Final[Mapping[str, DatabaseFault]] = {
    "42703": OTHER_VERSION,  # no such column
    "42P01": OTHER_VERSION,  # no such table
    "53100": FULL,
    "25006": READ_ONLY,
    "40001": BUSY,  # serialization failure
    "40P01": BUSY,  # deadlock
    "53200": BUSY,  # out of memory
    "53300": BUSY,  # too many connections
    "55P03": BUSY,  # the lock was not free in time
    "57014": BUSY,  # the statement did not end in time
    "25P03": UNREACHABLE,  # the transaction was left idle and ended
    "57P01": UNREACHABLE,  # shut down
    "57P02": UNREACHABLE,  # crashed
    "57P03": UNREACHABLE,  # starting or stopping
    "58030": DISK,
    "58P01": DAMAGED,  # a file of the database is missing
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
"""By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html"""

_SQLITE_IN_WORDS: Final[Mapping[re.Pattern[str], DatabaseFault]] = {
    re.compile(r"^no such (table|column): |^table \w+ has no column named "): OTHER_VERSION,
    re.compile("^Could not decode to UTF-8 "): DAMAGED,  # text that somebody edited into other bytes
}
"""What SQLite and Python's module for it have no code for."""

_STOP_OTHERS: Final = sentence(
    "stop_other_copies", "Stop every other copy of the app that uses this database first, then start this one again."
)
_FAILURES: Final = (exc.SQLAlchemyError, sqlite3.Error, psycopg.Error)


@contextmanager
def faults_while_writing(is_of_other_version: Callable[[], bool]) -> Iterator[None]:
    """Raise :class:`NotSaved` for a fault inside.

    Where a newer version of the app has changed the tables, an error of any kind is a fault and not a bug. Raise
    :class:`DoesNotFit` where a constraint is broken.
    """
    try:
        yield
    except _FAILURES as error:
        if fault := find_fault(error) or (OTHER_VERSION if is_of_other_version() else None):
            raise NotSaved(
                sentence(
                    "not_saved",
                    "Not saved: {cause}. What you typed is still on this page. {remedy}",
                    cause=fault.cause,
                    remedy=fault.remedy,
                )
            ) from error
        if constraint := find_broken_constraint(error):
            raise not_fitting(constraint) from error
        raise


@contextmanager
def faults_while_reading() -> Iterator[None]:
    """Raise :class:`NotReadable` for a fault inside."""
    try:
        yield
    except _FAILURES as error:
        fault = find_fault(error)
        if fault is None or fault is READ_ONLY:  # a transaction for reading that tries to write is a bug
            raise
        raise NotReadable(
            sentence(
                "not_readable",
                "The assessments cannot be read: {cause}. {remedy}",
                cause=fault.cause,
                remedy=fault.remedy,
            )
        ) from error


@contextmanager
def faults_while_migrating() -> Iterator[None]:
    """Raise :class:`NotReadable` for a fault inside, while the tables are brought up to date."""
    try:
        yield
    except _FAILURES as error:
        fault = find_fault(error)
        if fault is not None and fault is not OTHER_VERSION:  # a migration that names no table of its own is a bug
            raise NotReadable(
                sentence(
                    "not_brought_up_to_date",
                    "The database cannot be brought up to date: {cause}. {remedy}",
                    cause=fault.cause,
                    remedy=_STOP_OTHERS if fault is BUSY else fault.remedy,
                )
            ) from error
        raise


def find_fault(error: BaseException) -> DatabaseFault | None:
    """Return the fault behind an error of the database or its driver, or None where the error is a bug."""
    fault = _fault_as_reported(error)
    # Neither driver says so where it is the system that lets it open nothing more.
    return OPEN_FILES if fault in (UNREACHABLE, DISK) and are_used_up() else fault


def _fault_as_reported(error: BaseException) -> DatabaseFault | None:
    if isinstance(error, exc.TimeoutError):  # no connection of the pool became free
        return BUSY
    # SQLAlchemy wraps what a statement raises, but not what is raised while a connection is set up.
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    match cause:
        case psycopg.Error(sqlstate=str(sqlstate)):
            return _POSTGRESQL.get(sqlstate, UNREACHABLE if sqlstate.startswith(("08", "28", "3D")) else None)
        case psycopg.OperationalError():
            return UNREACHABLE
        case sqlite3.Error():
            in_words = (fault for words, fault in _SQLITE_IN_WORDS.items() if words.search(str(cause)))
            # The low byte is the primary code. Errors of the Python module itself have no code.
            return next(in_words, _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF))
        case _:
            return None
