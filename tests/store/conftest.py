"""Fixtures of the store. Every test that uses `store` runs twice: on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assessment.rounds.assessment import Assessment
from assessment.settings import sqlite_address
from assessment.store import Store
from tests.store import postgres
from tests.store.lent_database import LentDatabase
from tests.store.sqlite import new_database
from tests.store.store_builders import LONG_AGO, a_stored_assessment, open_store


@pytest.fixture(scope="session")
def template(postgresql: postgres.PostgresServer) -> Iterator[str]:
    """The name of a database with the tables, from which others are copied."""
    with postgresql.database() as address:
        with closing(open_store(address, clock=lambda: LONG_AGO)) as store:
            store.migrate()
        yield address.partition("?")[0].rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def lent(postgresql: postgres.PostgresServer, template: str) -> Iterator[LentDatabase]:
    """A database on PostgreSQL, for one test after another."""
    with closing(LentDatabase(postgresql, template)) as lent:
        yield lent


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with empty tables."""
    if request.param == "sqlite":
        return new_database(tmp_path / "data")
    lent: LentDatabase = request.getfixturevalue("lent")
    return lent.lend()


@contextmanager
def migrated_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Provide a database with empty tables; the request's parameter says whether on SQLite or PostgreSQL."""
    if request.param == "sqlite":
        yield new_database(folder / "data")
    else:
        server: postgres.PostgresServer = request.getfixturevalue("postgresql")
        with server.database(template=request.getfixturevalue("template")) as address:
            yield address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return sqlite_address(tmp_path / "data" / "assessments.db")


@pytest.fixture
def postgresql_url(postgresql: postgres.PostgresServer) -> Iterator[str]:
    with postgresql.database() as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as store:
        yield store


@pytest.fixture
def assessment(store: Store) -> Assessment:
    """An assessment in the store, without answers."""
    return a_stored_assessment(store)
