"""What goes wrong with a database, as sentences. The one place that knows the databases' error codes.

A fault is something a person can wait for or have mended: a full disk, a lost connection. Anything else that a
database refuses, such as a broken constraint, is a bug, passes through as it came and crashes loudly.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import psycopg
from sqlalchemy import exc

from assessment.errors import NotReadable, NotSaved


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFault:
    """What is wrong with the database, and what to do about it."""

    what: str
    remedy: str


FULL: Final = DatabaseFault(
    what="the disk is full",
    remedy="Ask whoever runs this service to free some space, then try again.",
)
READ_ONLY: Final = DatabaseFault(
    what="the database is read-only",
    remedy="Ask whoever runs this service to make it writable, then try again.",
)
BUSY: Final = DatabaseFault(
    what="the database is busy with other work",
    remedy="Try again in a moment.",
)
UNREACHABLE: Final = DatabaseFault(
    what="the database could not be reached",
    remedy="Try again in a minute. If it lasts, ask whoever runs this service to check the database.",
)
DISK: Final = DatabaseFault(
    what="the disk reports an error",
    remedy="Ask whoever runs this service to check the disk before anything else is saved.",
)
DAMAGED: Final = DatabaseFault(
    what="the database file is damaged",
    remedy="Ask whoever runs this service to restore the last backup.",
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
    "53100": FULL,
    "25006": READ_ONLY,
    "40001": BUSY,  # serialization failure
    "40P01": BUSY,  # deadlock
    "53200": BUSY,  # out of memory
    "53300": BUSY,  # too many connections
    "55P03": BUSY,  # lock not to be had in time
    "57014": BUSY,  # statement not done in time
    "25P03": UNREACHABLE,  # the transaction was left idle and ended
    "57P01": UNREACHABLE,  # shut down
    "57P02": UNREACHABLE,  # crashed
    "57P03": UNREACHABLE,  # starting or stopping
    "58030": DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
"""By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html"""

_FAILURES: Final = (exc.SQLAlchemyError, sqlite3.Error, psycopg.Error)


@contextmanager
def faults_while_writing() -> Iterator[None]:
    """Raise :class:`NotSaved` for a fault inside."""
    try:
        yield
    except _FAILURES as error:
        if fault := find_fault(error):
            raise NotSaved(f"Not saved: {fault.what}. What you typed is still on this page. {fault.remedy}") from error
        raise


@contextmanager
def faults_while_reading() -> Iterator[None]:
    """Raise :class:`NotReadable` for a fault inside."""
    try:
        yield
    except _FAILURES as error:
        fault = find_fault(error)
        if fault is None or fault is READ_ONLY:  # nothing was to be written here, so that is a bug
            raise
        raise NotReadable(f"The assessments cannot be read: {fault.what}. {fault.remedy}") from error


@contextmanager
def faults_while_migrating() -> Iterator[None]:
    """Raise :class:`NotReadable` for a fault inside, while the tables are brought up to date."""
    try:
        yield
    except _FAILURES as error:
        if fault := find_fault(error):
            raise NotReadable(f"The database cannot be brought up to date: {fault.what}. {fault.remedy}") from error
        raise


def find_fault(error: BaseException) -> DatabaseFault | None:
    """The fault behind an error of the database or its driver; none where the error is a bug."""
    if isinstance(error, exc.TimeoutError):  # no connection of the pool came free
        return BUSY
    # SQLAlchemy wraps what a statement raises, but not what is raised while a connection is set up.
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    match cause:
        case psycopg.Error(sqlstate=str(sqlstate)):
            return _POSTGRESQL.get(sqlstate, UNREACHABLE if sqlstate.startswith(("08", "28", "3D")) else None)
        case psycopg.OperationalError():
            return UNREACHABLE
        case sqlite3.Error():
            # The low byte is the primary code; errors of the Python module itself have none.
            return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        case _:
            return None
