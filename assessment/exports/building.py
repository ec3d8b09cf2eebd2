"""Where files are built, and how many at once: here, or in a few processes of their own.

In the server's own process, each save would wait for the interpreter that builds a report. The processes give way to
the server wherever the processor is short, and a rush for reports leaves room for everybody else.
"""

import os
import signal
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing import get_context, parent_process
from threading import Condition, Lock, Thread
from typing import Final, Protocol, TypeVar

from assessment.errors import TooManyAtOnce, sentence

Source = TypeVar("Source")
_GIVES_WAY: Final = 5
"""Added to the niceness of a process that builds."""


class Builder(Protocol):
    """Builds files."""

    def turn(self, thing: Hashable) -> AbstractContextManager[None]:
        """Hold a turn to build a file about the thing until the end of the block. Raise :class:`TooManyAtOnce`."""

    def build(self, make: Callable[[Source], bytes], source: Source) -> bytes:
        """Return what `make` makes of the source."""


class BuildHere:
    """Builds files in the thread that asks for them, as many as ask."""

    def turn(self, _thing: Hashable) -> AbstractContextManager[None]:
        """Let everybody have a turn at once."""
        return nullcontext()

    def build(self, make: Callable[[Source], bytes], source: Source) -> bytes:
        """Return what `make` makes of the source."""
        return make(source)


class BuildProcesses:
    """Builds at most `most` files at once, and one at a time about the same thing. Any thread may use it.

    Whoever finds no room waits for it, `patience` seconds at most. The processes are started when they are first
    needed, and end with this one.
    """

    def __init__(self, *, most: int, patience: float) -> None:
        self._most = most
        self._patience = patience
        self._building: set[Hashable] = set()
        self._changed = Condition()
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    @contextmanager
    def turn(self, thing: Hashable) -> Iterator[None]:
        """Hold a turn to build a file about the thing until the end of the block. Raise :class:`TooManyAtOnce`."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room_for(thing), self._patience):
                raise TooManyAtOnce(
                    sentence(
                        "too_many_reports",
                        "Many reports are being made at the moment, so this one was not begun. Try again in a minute.",
                    )
                )
            self._building.add(thing)
        try:
            yield
        finally:
            with self._changed:
                self._building.remove(thing)
                self._changed.notify_all()

    def build(self, make: Callable[[Source], bytes], source: Source) -> bytes:
        """Return what `make` makes of the source, in another process. Both can be pickled.

        Raise what `make` raises, and :class:`TooManyAtOnce` where the process was killed, as it is where the computer
        has too little memory.
        """
        with self._lock:
            pool = self._pool = self._pool or ProcessPoolExecutor(
                self._most, mp_context=get_context("spawn"), initializer=_begin
            )
        try:
            return pool.submit(make, source).result()
        except BrokenProcessPool:
            with self._lock:
                if self._pool is pool:
                    self._pool = None
            raise TooManyAtOnce(
                sentence("build_was_killed", "The file could not be made. Try again in a minute.")
            ) from None

    def _has_room_for(self, thing: Hashable) -> bool:
        return len(self._building) < self._most and thing not in self._building


def _begin() -> None:
    os.nice(_GIVES_WAY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the server, and with it this process
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(0)
