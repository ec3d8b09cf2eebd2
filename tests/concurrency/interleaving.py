"""Run two calls at once in a chosen order: one is held at a point in its work until the other has ended or waits.

A point is where a transaction that writes begins, each of its statements that writes or takes a lock, and its commit.
Held at its points in turn, a call is overtaken in every way that can make a difference to what it decides. Where the
other comes to wait for the transaction, the transaction's further points are left out: there it would wait as well.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, event

_DEADLINE: Final = 20.0
"""Seconds. Reached only where something is wrong with these tests themselves."""
_LOOK_AGAIN: Final = 0.005
_WRITES_OR_LOCKS: Final = re.compile(
    r"^\s*(INSERT INTO (?!audit\b)\w+|UPDATE \w+|DELETE FROM \w+)|(pg_advisory_xact_lock)|(FOR (?:NO KEY )?UPDATE)"
)
"""An entry of the audit trail comes right after the lock on its chain, which is a point already."""
_BEGIN: Final = "BEGIN IMMEDIATE"
"""How a transaction that writes begins on SQLite. There is one at a time: who begins while another writes, waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interleaving:
    """What became of the two calls: the value that each returned, or the exception that it raised."""

    held: object
    other: object
    point: str | None
    """Before what the first call was held; none where it ended before it came to that point."""
    other_waited: bool
    """Whether the other call could not end before the first went on."""
    next_point: int
    """The next point at which holding the first call can make a difference: who waits for a transaction waits until
    its end, wherever in it the first call is held from then on."""


def interleave(
    held: Callable[[], object], other: Callable[[], object], *, point: int, waits_for_lock: Callable[[], bool]
) -> Interleaving:
    """Start `held`, hold it at the point with that number, from 1, run `other` as far as it goes, and let both end.

    Where `held` has fewer points, `other` runs after it. `waits_for_lock` tells whether a call waits for a lock on
    PostgreSQL.
    """
    hold = _Hold(point)
    with hold.listening(), ThreadPoolExecutor(2) as threads:
        try:
            first = threads.submit(hold.run, held)
            assert hold.stands.wait(_DEADLINE), "The held call neither ended nor came to a point."
            second = threads.submit(hold.run_other, other)
            other_waited = hold.await_other(waits_for_lock)
        finally:
            hold.go_on.set()
        return Interleaving(
            held=first.result(_DEADLINE),
            other=second.result(_DEADLINE),
            point=hold.reached,
            other_waited=other_waited,
            next_point=(hold.last_of_transaction if other_waited else point) + 1,
        )


class _Hold:
    """Where the held call is, and whether it may go on. Its threads tell each other by events, never by the time."""

    def __init__(self, point: int) -> None:
        self._point = point
        self._count = 0
        self._thread = 0
        self._writes = False
        self._has_sqlite = False
        """Whether the held call has SQLite to itself."""
        self._other_begins = threading.Event()
        self._other_ended = threading.Event()
        self.reached: str | None = None
        self.last_of_transaction = 0
        """The number of the last point in the transaction in which the held call is held."""
        self.stands = threading.Event()
        """Set once the held call is held, or has ended."""
        self.go_on = threading.Event()

    def run(self, call: Callable[[], object]) -> object:
        self._thread = threading.get_ident()
        try:
            return _outcome(call)
        finally:
            self._thread = 0  # the other call may come to run in the same thread
            self.stands.set()

    def run_other(self, call: Callable[[], object]) -> object:
        try:
            return _outcome(call)
        finally:
            self._other_ended.set()

    def await_other(self, waits_for_lock: Callable[[], bool]) -> bool:
        """Wait until the other call has ended or waits for a lock, and return whether it waits."""
        deadline = time.monotonic() + _DEADLINE
        while time.monotonic() < deadline:
            if self._other_ended.wait(_LOOK_AGAIN):
                return False
            if (self._has_sqlite and self._other_begins.is_set()) or waits_for_lock():
                return True
        raise AssertionError("The other call neither ended nor waits.")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Be told what every engine does meanwhile."""
        listeners: dict[str, Callable[..., None]] = {
            "begin": self._on_begin,
            "before_cursor_execute": self._before_statement,
            "after_cursor_execute": self._after_statement,
            "commit": self._on_commit,
        }
        for name, listener in listeners.items():
            event.listen(Engine, name, listener)
        try:
            yield
        finally:
            for name, listener in listeners.items():
                event.remove(Engine, name, listener)

    def _on_begin(self, connection: Connection) -> None:
        # On SQLite a beginning is a statement, before which this comes.
        if self._is_held_call() and connection.dialect.name == "postgresql":
            self._begins(writes=not connection.get_execution_options().get("postgresql_readonly"))

    def _before_statement(self, connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not self._is_held_call():
            if statement == _BEGIN:
                self._other_begins.set()
        elif connection.dialect.name == "sqlite":
            if statement.startswith("BEGIN"):
                self._begins(writes=statement == _BEGIN)
            # Within the transaction every point is like its commit: nobody else writes, and nobody sees anything.
        elif self._writes and (found := _WRITES_OR_LOCKS.search(statement)):
            self._comes_to(" ".join(filter(None, found.groups())))

    def _after_statement(self, _connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement == _BEGIN and self._is_held_call():
            self._has_sqlite = True
        elif statement == _BEGIN:
            self._other_begins.clear()

    def _on_commit(self, _connection: Connection) -> None:
        if self._is_held_call() and self._writes:
            self._comes_to("its commit")

    def _is_held_call(self) -> bool:
        return threading.get_ident() == self._thread

    def _begins(self, *, writes: bool) -> None:
        self._writes, self._has_sqlite = writes, False
        if self.go_on.is_set():
            # It was held in an earlier transaction. Who waited for that one ends first, so that nothing races, and
            # what comes now has no points.
            self._writes = False
            assert self._other_ended.wait(_DEADLINE), "The other call did not end."
        elif writes:
            self._comes_to("it begins to write")

    def _comes_to(self, point: str) -> None:
        self._count += 1
        self.last_of_transaction = self._count
        if self._count == self._point:
            self.reached = point
            self.stands.set()
            assert self.go_on.wait(_DEADLINE), "The held call was never let go on."


def _outcome(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:
        return error
