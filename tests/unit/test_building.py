"""Files are built in processes of their own, a few at once and one at a time of the same thing."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Barrier, Event
from types import ModuleType

import pytest

from assessment.errors import NotFound, TooManyAtOnce, sentence
from assessment.exports.building import BuildProcesses
from assessment.settings import PROJECT

WAITS = 60


@pytest.fixture
def processes() -> Iterator[BuildProcesses]:
    with closing(BuildProcesses(most=1, patience=0)) as processes:
        yield processes


def own_process(_: str) -> bytes:
    return str(os.getpid()).encode()


def niceness(_: str) -> bytes:
    return str(os.nice(0)).encode()


def is_killed(_: str) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def refuses(_: str) -> bytes:
    raise NotFound(sentence("file_not_found", "There is no such file."))


def test_a_file_is_built_in_another_process_that_gives_way_to_this_one(processes: BuildProcesses) -> None:
    assert int(processes.build(own_process, "")) != os.getpid()
    assert int(processes.build(niceness, "")) == os.nice(0) + 5
    with pytest.raises(NotFound, match=r"There is no such file\."):
        processes.build(refuses, "")


def test_a_file_is_built_although_the_main_module_cannot_be_run_again(
    processes: BuildProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ModuleType("__main__")
    page.__file__ = str(PROJECT / "pages" / "frame.py")
    monkeypatch.setitem(sys.modules, "__main__", page)

    assert int(processes.build(own_process, "")) != os.getpid()


def test_after_a_building_process_was_killed_the_next_file_is_built(processes: BuildProcesses) -> None:
    with pytest.raises(TooManyAtOnce, match=r"The file could not be made\. Try again in a minute\."):
        processes.build(is_killed, "")

    assert int(processes.build(own_process, "")) > 0


def test_two_things_are_built_at_once_and_the_third_is_refused_with_a_sentence() -> None:
    processes = BuildProcesses(most=2, patience=0)
    with ExitStack() as building:
        for thing in ("first", "second"):
            building.enter_context(processes.turn(thing))

        with pytest.raises(TooManyAtOnce, match=r"Many reports are being made at the moment"), processes.turn("third"):
            pass

    with processes.turn("third"):
        pass


def test_of_one_thing_one_file_is_built_at_a_time_while_another_thing_has_its_turn() -> None:
    processes = BuildProcesses(most=2, patience=0)

    with processes.turn("first"):
        with pytest.raises(TooManyAtOnce), processes.turn("first"):
            pass
        with processes.turn("second"):
            pass


def test_whoever_waits_for_a_build_has_a_turn_when_it_ends() -> None:
    processes = BuildProcesses(most=1, patience=WAITS)
    begun, may_end = Barrier(2), Event()

    def build_first() -> None:
        with processes.turn("one"):
            begun.wait(WAITS)
            may_end.wait(WAITS)

    def build_second() -> str:
        begun.wait(WAITS)
        may_end.set()
        with processes.turn("one"):
            return "built"

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.submit(build_first), threads.submit(build_second)
        assert second.result(WAITS) == "built"
        first.result(WAITS)
