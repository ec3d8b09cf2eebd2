"""Commits that the writers of one process share, because the flush to the disk takes longer than most of their work.

SQLite has one writing transaction at a time. The writers of a process take turns in it, first come first served, each
within a savepoint of its own. Whoever has nobody waiting behind commits for all of them, and each of them goes on only
after that commit: what was acknowledged is on the disk. Whoever fails takes back their own part alone. Where the
commit fails, or the database itself ends the transaction, all of them are told and nothing of it is stored.
"""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as WaitedTooLong

_LONGEST: Final = 0.03
"""Seconds after which a transaction takes no further writer, so that the first of them does not wait much longer."""


class SharedCommits:
    """The writing transactions of one process, on an engine that has one connection.

    `wait` is how many seconds a writer waits for its turn.
    """

    def __init__(self, engine: Engine, *, wait: float) -> None:
        self._engine = engine
        self._wait = wait
        self._lock = Lock()
        self._is_taken = False
        self._queue: deque[Event] = deque()
        self._open: _SharedTransaction | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a part of a transaction, which is committed when this returns. After any exception it is taken back.

        Raises SQLAlchemy's errors, its :class:`TimeoutError` where the turn does not come in time. No part may begin
        within another.
        """
        self._await_turn()
        shared: _SharedTransaction | None = None
        try:
            shared = self._open = self._open or _SharedTransaction(self._engine)
            with shared.part() as connection:
                yield connection
        finally:
            self._end_turn(shared)
            if shared is not None:
                shared.ended.wait()
                shared.raise_failure()

    def _await_turn(self) -> None:
        turn = Event()
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            self._queue.append(turn)
        if turn.wait(self._wait):
            return
        with self._lock:
            if turn in self._queue:  # else it came at the last moment
                self._queue.remove(turn)
                raise WaitedTooLong("Other writers of this process took too long.")

    def _end_turn(self, shared: "_SharedTransaction | None") -> None:
        if shared is not None:
            if shared.takes_more and self._hand_over():
                return
            self._open = None
            shared.end()
        self._hand_over(or_free=True)

    def _hand_over(self, *, or_free: bool = False) -> bool:
        """Give the turn to whoever waits longest, and return True; return False where nobody waits."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
                return True
            self._is_taken = not or_free
            return False


class _SharedTransaction:
    """One transaction, in which one writer is at work at a time."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        try:
            self._transaction = self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        self._until = time.monotonic() + _LONGEST
        self._failure: BaseException | None = None
        self.ended = Event()

    @property
    def takes_more(self) -> bool:
        """Return True where another writer may take part."""
        return self._failure is None and time.monotonic() < self._until

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """Open the part of one writer."""
        self._do("SAVEPOINT part")
        try:
            yield self._connection
            self._do("RELEASE part")
        except BaseException as error:
            self._take_back(error)
            raise

    def _take_back(self, error: BaseException) -> None:
        """Take back what the writer did who met the error, and everything where that alone is impossible."""
        try:
            if self._is_over:
                self._failure = error
            else:
                self._do("ROLLBACK TO part")
        except BaseException as impossible:
            self._failure = impossible
            raise

    def end(self) -> None:
        """Commit, or roll back after a failure."""
        try:
            with self._connection, self._transaction:
                self.raise_failure()
        except BaseException as error:
            self._failure = error
        self.ended.set()

    def raise_failure(self) -> None:
        """Raise why nothing of the transaction is stored, if it is not."""
        if self._failure is not None:
            raise self._failure

    def _do(self, statement: str) -> None:
        self._connection.exec_driver_sql(statement)

    @property
    def _is_over(self) -> bool:
        """Return True where the database has rolled the whole transaction back, as for some errors of the disk."""
        driver = None if self._connection.invalidated else self._connection.connection.dbapi_connection
        return driver is None or not driver.in_transaction
