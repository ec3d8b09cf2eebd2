"""Where files are built, and how many at once: here, or in a few processes of their own.

In the server's own process, each save would wait for the interpreter that builds a report. The processes give way to
the server wherever the processor is short, and a rush for reports leaves room for everybody else.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Condition
from typing import Final, Protocol, TypeVar

from assessment.errors import TooManyAtOnce, sentence
from assessment.settings import PROJECT

Source = TypeVar("Source")
Made = TypeVar("Made")


class Builder(Protocol):
    """Builds files."""

    def turn(self, thing: Hashable) -> AbstractContextManager[None]:
        """Hold a turn to build a file about the thing until the end of the block. Raise :class:`TooManyAtOnce`."""

    def build(self, make: Callable[[Source], Made], source: Source) -> Made:
        """Return what `make` makes of the source."""


class BuildHere:
    """Builds files in the thread that asks for them, as many as ask."""

    def turn(self, _thing: Hashable) -> AbstractContextManager[None]:
        """Let everybody have a turn at once."""
        return nullcontext()

    def build(self, make: Callable[[Source], Made], source: Source) -> Made:
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
        self._idle: list[_BuildProcess] = []

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

    def build(self, make: Callable[[Source], Made], source: Source) -> Made:
        """Return what `make` makes of the source, in another process. Both can be pickled.

        Raise what `make` raises, and :class:`TooManyAtOnce` where the process was killed, as it is where the computer
        has too little memory.
        """
        try:
            process = self._idle.pop()
        except IndexError:
            process = _BuildProcess()
        try:
            made = process.build(make, source)
        except (EOFError, BrokenPipeError):
            process.close()
            raise TooManyAtOnce(
                sentence("build_was_killed", "The file could not be made. Try again in a minute.")
            ) from None
        self._idle.append(process)
        if isinstance(made, Exception):
            raise made
        return made

    def close(self) -> None:
        """End the processes that build nothing at present."""
        while self._idle:
            self._idle.pop().close()

    def _has_room_for(self, thing: Hashable) -> bool:
        return len(self._building) < self._most and thing not in self._building


class _BuildProcess:
    """A process that builds one file after the other. It ends when nobody can send it anything more.

    Python's own pools of processes begin by running the main module again. Under Streamlit that is the page that was
    drawn last.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assessment.exports.build_process"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C ends the server, and with it this process
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._sent, self._received = self._process.stdin, self._process.stdout

    def build(self, make: Callable[[Source], Made], source: Source) -> Made | Exception:
        """Return the file, or the error that `make` raised. Raise EOFError or BrokenPipeError if the process ended."""
        pickle.dump((make, source), self._sent)
        self._sent.flush()
        made: Made | Exception = pickle.load(self._received)  # noqa: S301 - what was sent is our own
        return made

    def close(self) -> None:
        """Let the process end, and wait until it has."""
        with suppress(BrokenPipeError):
            self._sent.close()
        self._process.wait()
        self._received.close()


SHARED_BUILDER: Final = BuildProcesses(most=2, patience=15)
"""Builds for everybody who uses the app. Two reports take about a second, so whoever waits longer meets a rush."""
