"""Writers who wait for each other on SQLite share a commit, and none of them can tell."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from types import FrameType

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from assessment.store import shared_commit
from assessment.store.engine import Engines, open_engines

_LOOK_AGAIN = 0.005
Work = Callable[[Connection], object]


@pytest.fixture
def engines(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    """A database with a table of words, each once, and one of remarks on words."""
    # However slow the machine is, everybody who waits takes part.
    monkeypatch.setattr(shared_commit, "_LONGEST", 600)
    opened = open_engines(sqlite_url, wait=30)
    assert opened.folder is not None
    opened.folder.mkdir()
    with opened.migrator.begin() as connection:
        connection.execute(text("CREATE TABLE word (word TEXT PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE remark (word TEXT REFERENCES word (word) DEFERRABLE INITIALLY DEFERRED)"))
    yield opened
    opened.writer.dispose()
    opened.reader.dispose()


def add(word: str, connection: Connection) -> None:
    connection.execute(text("INSERT INTO word VALUES (:word)"), {"word": word})


def remark_on(word: str, connection: Connection) -> None:
    connection.execute(text("INSERT INTO remark VALUES (:word)"), {"word": word})


def add_and_break_off(word: str, connection: Connection) -> None:
    add(word, connection)
    raise LookupError(word)


def add_or_end_everything(word: str, connection: Connection) -> None:
    connection.execute(text("INSERT OR ROLLBACK INTO word VALUES (:word)"), {"word": word})


def written(engines: Engines, work: Work) -> str:
    """Do the work in a transaction, and say what became of it."""
    try:
        with engines.begin_to_write() as connection:
            work(connection)
    except (LookupError, SQLAlchemyError) as error:
        return type(error).__name__
    return "written"


def words(engines: Engines) -> set[str]:
    with engines.reader.begin() as connection:
        return set(connection.execute(text("SELECT word FROM word")).scalars())


@contextmanager
def together(engines: Engines, *works: Work) -> Iterator[list[Future[str]]]:
    """Let all of them wait for one more writer and for each other, in this order, and then begin."""
    began, goes_on = threading.Event(), threading.Event()

    def begin_and_wait(_: Connection) -> None:
        began.set()
        goes_on.wait()

    with ThreadPoolExecutor(len(works) + 1) as threads:
        threads.submit(written, engines, begin_and_wait)
        try:
            began.wait()
            writers = []
            for work in works:
                writers.append(threads.submit(written, engines, work))
                wait_for_turns(len(writers))
        finally:
            goes_on.set()
        yield writers


def outcomes(engines: Engines, *works: Work) -> list[str]:
    with together(engines, *works) as writers:
        return [writer.result() for writer in writers]


def wait_for_turns(count: int) -> None:
    """Return when so many threads wait for their turn."""
    while sum(map(waits_for_turn, sys._current_frames().values())) < count:
        threading.Event().wait(_LOOK_AGAIN)


def waits_for_turn(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "_await_turn":
            return True
        frame = frame.f_back
    return False


def test_everybody_who_waits_shares_one_commit(engines: Engines) -> None:
    commits: list[Connection] = []
    event.listen(engines.writer, "commit", commits.append)

    assert outcomes(engines, *(partial(add, word) for word in "abcde")) == ["written"] * 5
    assert len(commits) == 1
    assert words(engines) == set("abcde")


def test_nobody_goes_on_before_the_commit_that_they_share(engines: Engines) -> None:
    commits, may_commit = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        commits.set()
        may_commit.wait()

    event.listen(engines.writer, "commit", hold)
    with together(engines, partial(add, "a"), partial(add_and_break_off, "b"), partial(add, "c")) as writers:
        commits.wait()
        ended_before = [writer for writer in writers if writer.done()]
        words_before = words(engines)
        may_commit.set()

    assert ended_before == []
    assert words_before == set()
    assert [writer.result() for writer in writers] == ["written", "LookupError", "written"]


def test_whoever_fails_takes_back_their_own_part_alone(engines: Engines) -> None:
    assert outcomes(
        engines, partial(add, "a"), partial(add_and_break_off, "b"), partial(add, "a"), partial(add, "c")
    ) == ["written", "LookupError", "IntegrityError", "written"]
    assert words(engines) == {"a", "c"}


def test_where_the_commit_fails_all_who_share_it_are_told_and_the_next_can_write(engines: Engines) -> None:
    assert outcomes(engines, partial(add, "a"), partial(remark_on, "z"), partial(add, "c")) == ["IntegrityError"] * 3
    assert words(engines) == set()
    assert written(engines, partial(add, "d")) == "written"
    assert words(engines) == {"d"}


def test_where_the_database_ends_the_transaction_those_before_are_told_and_those_behind_begin_another(
    engines: Engines,
) -> None:
    assert outcomes(engines, partial(add, "a"), partial(add_or_end_everything, "a"), partial(add, "c")) == [
        "IntegrityError",
        "IntegrityError",
        "written",
    ]
    assert words(engines) == {"c"}


def test_where_a_part_cannot_be_taken_back_nothing_is_stored(engines: Engines) -> None:
    def close_the_part_and_break_off(connection: Connection) -> None:
        add("b", connection)
        connection.execute(text("RELEASE part"))
        raise LookupError

    assert outcomes(engines, partial(add, "a"), close_the_part_and_break_off, partial(add, "c")) == [
        "OperationalError",
        "OperationalError",
        "written",
    ]
    assert words(engines) == {"c"}


def test_nobody_waits_for_whoever_gave_up_waiting(sqlite_url: str, engines: Engines) -> None:
    impatient = open_engines(sqlite_url, wait=0.02)
    gave_up: list[str] = []

    with impatient.begin_to_write() as connection, ThreadPoolExecutor(2) as threads:
        add("a", connection)
        gave_up += threads.map(partial(written, impatient), [partial(add, "b"), partial(add, "c")])

    assert gave_up == ["TimeoutError"] * 2
    assert written(impatient, partial(add, "d")) == "written"
    assert words(engines) == {"a", "d"}
    impatient.writer.dispose()


def test_a_transaction_that_took_long_takes_nobody_else(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_commit, "_LONGEST", 0)
    commits: list[Engine] = []
    event.listen(engines.writer, "commit", lambda connection: commits.append(connection.engine))

    assert outcomes(engines, partial(add, "a"), partial(add, "b")) == ["written"] * 2
    assert len(commits) == 3
