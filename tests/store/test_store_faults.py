"""When the database fails, the person at the screen is told what is wrong and what to do."""

import sqlite3
from contextlib import closing
from itertools import count
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, Pool

from assessment.errors import NotReadable, NotSaved
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding
from tests.bank_builders import GOOD, a_response
from tests.store.postgres import PostgresServer
from tests.store.save_refusals import BUSY, FULL, READ_ONLY, UNREACHABLE, prepared, refusal, stored_version
from tests.store.sqlite import file_of, read_only
from tests.store.store_builders import BANK, MORNING, an_operation, open_store, saved


def test_a_read_only_file_can_be_read_and_says_why_nothing_is_saved(sqlite_url: str) -> None:
    with prepared(sqlite_url) as (_, assessment), closing(open_store(read_only(sqlite_url))) as reader:
        reader.migrate()

        assert refusal(reader, assessment) == READ_ONLY
        assert stored_version(reader, assessment) == 0


def test_a_full_database_says_so_and_saves_again_when_there_is_space(sqlite_url: str) -> None:
    def allow_few_pages(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 130")

    def save_until_full() -> None:
        for expected_version in count():
            saved(
                store,
                assessment,
                a_response(rationale=f"{expected_version} " + "x" * 3_000),
                expected_version=expected_version,
            )

    with prepared(sqlite_url) as (store, assessment):
        store.close()
        event.listen(Pool, "connect", allow_few_pages)
        try:
            with pytest.raises(NotSaved) as refused:
                save_until_full()
        finally:
            event.remove(Pool, "connect", allow_few_pages)
        version = stored_version(store, assessment)
        store.close()

        assert str(refused.value) == FULL
        assert version > 5
        again = saved(store, assessment, a_response(rationale="There is space"), expected_version=version)
        assert again.version == version + 1


def test_a_file_that_another_process_holds_for_too_long_is_busy(sqlite_url: str) -> None:
    with (
        prepared(sqlite_url, wait=0.05) as (store, assessment),
        closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert refusal(store, assessment) == BUSY
        assert stored_version(store, assessment) == 0

        other.execute("ROLLBACK")
        assert saved(store, assessment, a_response(), expected_version=0).version == 1


def test_a_save_that_waits_too_long_for_another_of_the_same_process_is_told_so(
    sqlite_url: str,
) -> None:
    started, done = Event(), Event()
    with prepared(sqlite_url, wait=0.05) as (store, assessment):

        def take_long() -> None:
            with store.begin(holding.EVERYBODY):
                started.set()
                done.wait()

        slow = Thread(target=take_long)
        slow.start()
        started.wait()
        try:
            assert refusal(store, assessment) == BUSY
        finally:
            done.set()
            slow.join()

        assert saved(store, assessment, a_response(), expected_version=0).version == 1


def test_a_damaged_file_says_so(sqlite_url: str) -> None:
    with prepared(sqlite_url) as (_, assessment):
        pass
    path = file_of(sqlite_url)
    path.write_bytes(b"not a database at all" * 1000)

    with closing(open_store(sqlite_url)) as store:
        assert refusal(store, assessment) == (
            "Not saved: the database file is damaged. What you typed is still on this page. "
            "Ask whoever runs this service to restore the last backup."
        )
        with pytest.raises(NotReadable) as refused:
            stored_version(store, assessment)
        assert str(refused.value) == (
            "The assessments cannot be read: the database file is damaged. "
            "Ask whoever runs this service to restore the last backup."
        )
        with pytest.raises(
            NotReadable, match="The database cannot be brought up to date: the database file is damaged"
        ):
            store.migrate()


def test_one_damaged_table_says_so_and_the_others_can_be_used(sqlite_url: str) -> None:
    with prepared(sqlite_url) as (_, assessment):
        pass
    file = file_of(sqlite_url)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((size,),) = connection.execute("PRAGMA page_size")
        query = "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'response' AND rootpage > 0"
        pages = [page for (page,) in connection.execute(query)]
    content = bytearray(file.read_bytes())
    for page in pages:
        content[(page - 1) * size : page * size] = b"x" * size
    file.write_bytes(content)

    with closing(open_store(sqlite_url)) as store:
        with pytest.raises(NotReadable, match="the database file is damaged"):
            stored_version(store, assessment)
        with store.read() as unit:
            assert unit.assessments.find(assessment.id) == assessment


def test_text_that_somebody_edited_into_other_bytes_is_damage(sqlite_url: str) -> None:
    with prepared(sqlite_url) as (store, assessment):
        saved(store, assessment, a_response("P1", GOOD), expected_version=0)
        with closing(sqlite3.connect(file_of(sqlite_url))) as connection, connection:
            connection.execute("UPDATE response SET rationale = CAST(x'ff' AS TEXT)")

        with pytest.raises(NotReadable, match="the database file is damaged"):
            store.verify_audit()
        with pytest.raises(NotReadable, match="the database file is damaged"):
            stored_version(store, assessment)


def test_a_table_whose_file_is_missing_says_so_on_postgresql(postgresql: PostgresServer, postgresql_url: str) -> None:
    with prepared(postgresql_url) as (_, assessment):
        pass
    with closing(create_engine(postgresql_url, poolclass=NullPool).connect()) as connection:
        connection.exec_driver_sql("CHECKPOINT")
        path = connection.exec_driver_sql("SELECT pg_relation_filepath('response')").scalar_one()
    file = postgresql.folder / path
    away = file.rename(file.with_suffix(".away"))
    try:
        with closing(open_store(postgresql_url)) as store, pytest.raises(NotReadable, match="is damaged"):
            stored_version(store, assessment)
    finally:
        away.rename(file)


@pytest.mark.parametrize("address", ["sqlite:////nowhere/at/all.db", "postgresql://app@127.0.0.1:1/name"])
def test_a_database_that_is_not_there_says_so(address: str) -> None:
    with closing(open_store(address)) as store:
        with pytest.raises(NotSaved) as not_saved, store.begin(holding.EVERYBODY):
            pass
        with pytest.raises(NotReadable) as not_read, store.read():
            pass

    assert str(not_saved.value) == UNREACHABLE
    assert (not_saved.value.code, not_saved.value.parameters["cause"]) == (
        "not_saved",
        "the database could not be reached",
    )
    assert str(not_read.value) == (
        "The assessments cannot be read: the database could not be reached. "
        "Try again in a minute. If that does not help, ask whoever runs this service to check the database."
    )


def test_writing_in_a_transaction_for_reading_is_a_bug_and_not_a_fault(store: Store, assessment: Assessment) -> None:
    with pytest.raises(DBAPIError), store.read() as unit:
        unit.responses.save(
            assessment, a_response(), bank=BANK, expected_version=0, operation=an_operation(), by="Sam", at=MORNING
        )

    assert stored_version(store, assessment) == 0


def test_an_error_of_the_caller_passes_through_as_it_is(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin(holding.EVERYBODY):
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), store.read():
        raise ZeroDivisionError
