"""Everything that the store promises holds behind PgBouncer in transaction mode, where no session is one's own."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from assessment.store.engine import open_engines
from tests.bank_builders import a_response
from tests.store import pgbouncer, postgres
from tests.store.lent_database import LentDatabase
from tests.store.save_refusals import BUSY, refusal
from tests.store.store_builders import a_stored_assessment, open_store, saved

# These run once more here, on the database of this file.
from tests.store.test_concurrency import *  # noqa: F403
from tests.store.test_responses import *  # noqa: F403


@pytest.fixture(scope="module")
def bouncer(postgresql: postgres.PostgresServer) -> Iterator[pgbouncer.PgBouncer]:
    """Where there can be none, its tests are reported as skipped with the reason; with CI set they fail."""
    try:
        with pgbouncer.pgbouncer(postgresql) as running:
            yield running
    except postgres.Unavailable as reason:
        if os.environ.get("CI"):
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture
def behind(lent: LentDatabase) -> str:
    """The address of a database with empty tables, without PgBouncer."""
    return lent.lend()


@pytest.fixture
def url(behind: str, bouncer: pgbouncer.PgBouncer) -> str:
    """The address of the same database through PgBouncer."""
    return bouncer.address_of(behind)


def test_the_tables_are_made_through_pgbouncer(
    postgresql: postgres.PostgresServer, bouncer: pgbouncer.PgBouncer
) -> None:
    with postgresql.database() as address, closing(open_store(bouncer.address_of(address))) as store:
        store.migrate()

        assert a_stored_assessment(store)


def test_more_people_than_connections_save_at_once_and_every_save_is_kept(url: str) -> None:
    def save_often(_: int) -> list[int]:
        with closing(open_store(url)) as store:
            assessment = a_stored_assessment(store)
            return [
                saved(store, assessment, a_response(rationale=f"Text {seen}"), expected_version=seen).version
                for seen in range(12)
            ]

    with ThreadPoolExecutor(8) as people:
        versions = list(people.map(save_often, range(8)))

    assert versions == [list(range(1, 13))] * 8


def test_waiting_for_a_lock_ends_in_time_and_leaves_no_limit_behind(url: str, behind: str) -> None:
    engine = create_engine(behind)
    with closing(open_store(url)) as patient, closing(open_store(url, wait=0.05)) as store:
        assessment = a_stored_assessment(patient)
        with engine.begin() as other:
            other.execute(text("SELECT * FROM assessment FOR UPDATE"))
            assert refusal(store, assessment) == BUSY
    engine.dispose()
    of_anybody = create_engine(url)
    with of_anybody.begin() as connection:  # the server's connection that was used last
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "0"
    of_anybody.dispose()
    patient_engine = open_engines(url, wait=30).writer
    with patient_engine.begin() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "30s"
    patient_engine.dispose()
