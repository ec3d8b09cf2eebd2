"""A database that was lost is not taken for a new one: the heads log knows that there was something."""

from contextlib import closing
from pathlib import Path

import pytest

from assessment.actions.first_administrator import DATABASE_LOST, create_first_administrator
from assessment.actions.new_person import NewPerson
from assessment.errors import NotPermitted
from assessment.store import Store
from tests.signed_in_people import somebody
from tests.store.sqlite import file_of
from tests.store.store_builders import open_store

ADA = NewPerson(name="Ada", email="ada@kent.example", force="Kent Police")
PASSWORD = "quiet harbour lantern"


def remove_database(url: str) -> None:
    for file in file_of(url).parent.glob(f"{file_of(url).name}*"):
        file.unlink()


def opened(url: str) -> Store:
    store = open_store(url)
    store.migrate()
    return store


def test_the_log_says_at_the_start_what_a_lost_database_lacks(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(opened(sqlite_url)) as store:
        create_first_administrator(store, ADA, PASSWORD)
    log = file_of(sqlite_url).parent / "audit-heads.log"
    noted = log.read_text()
    remove_database(sqlite_url)

    opened(sqlite_url).close()

    # Not even the list of forces was written: a backup that is put back now fits the log.
    assert log.read_text() == noted
    assert [record.getMessage() for record in caplog.records if "heads log" in record.getMessage()] == [
        f"{chain}: the heads log noted entry {number} at {at}, but the database does not hold it. The database was "
        "lost, cut, or set back. Stop the app, and restore the database or find out what happened."
        for at, chain, number, _ in (line.split() for line in noted.splitlines())
    ]


def test_the_log_says_at_the_start_that_a_database_was_set_back(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(opened(sqlite_url)) as store:
        somebody(store)
    before = file_of(sqlite_url).read_bytes()
    with closing(opened(sqlite_url)) as store:
        somebody(store)
    last = (file_of(sqlite_url).parent / "audit-heads.log").read_text().splitlines()[-1].split()
    remove_database(sqlite_url)
    file_of(sqlite_url).write_bytes(before)

    opened(sqlite_url).close()

    assert (
        f"people: the heads log noted entry {last[2]} at {last[0]}, but the database does not hold it." in caplog.text
    )


def test_no_first_administrator_is_made_where_there_was_one(sqlite_url: str) -> None:
    with closing(opened(sqlite_url)) as store:
        create_first_administrator(store, ADA, PASSWORD)
    remove_database(sqlite_url)

    with closing(opened(sqlite_url)) as store, pytest.raises(NotPermitted) as refusal:
        create_first_administrator(store, ADA, PASSWORD)

    assert refusal.value.sentences == (DATABASE_LOST,)


def test_a_first_administrator_can_be_made_once_the_heads_log_was_moved_away(sqlite_url: str, tmp_path: Path) -> None:
    with closing(opened(sqlite_url)) as store:
        create_first_administrator(store, ADA, PASSWORD)
    remove_database(sqlite_url)
    (file_of(sqlite_url).parent / "audit-heads.log").rename(tmp_path / "before.log")

    with closing(opened(sqlite_url)) as store:
        create_first_administrator(store, ADA, PASSWORD)
        assert store.verify_audit().problems == ()
