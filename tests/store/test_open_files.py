"""Where the system lets the app open nothing more, the sentence says so and blames neither database nor banks."""

import os
import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from assessment import open_files
from assessment.bank.library import Library
from assessment.errors import NotReadable
from assessment.settings import PROJECT
from tests.store.store_builders import open_store

USED_UP = "this service has as many files open as the system allows"


@contextmanager
def nothing_more_can_be_opened() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    held = [os.open(os.devnull, os.O_RDONLY)]
    highest = max(int(each.name) for each in Path("/proc/self/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, hard))
    try:
        with suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for descriptor in held:
            os.close(descriptor)


def test_a_database_that_cannot_be_opened_for_it_says_so(url: str) -> None:
    with closing(open_store(url)) as store:
        with nothing_more_can_be_opened(), pytest.raises(NotReadable) as refused, store.read():
            pass
        with store.read() as unit:
            assert unit.people.is_empty()

    assert USED_UP in str(refused.value)


def test_question_banks_that_cannot_be_read_for_it_say_so_and_can_be_read_afterwards(tmp_path: Path) -> None:
    library = Library(PROJECT / "question_banks")
    with nothing_more_can_be_opened(), pytest.raises(NotReadable) as refused:
        library.latest()

    assert USED_UP in str(refused.value)
    assert library.latest().themes


def test_the_soft_limit_is_raised_to_the_hard_one() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 512), hard))
    try:
        open_files.raise_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
