"""Clients of running apps, on SQLite and for some tests also on PostgreSQL. No browser is needed."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import StartApp
from tests.store import postgres
from tests.store.store_builders import KEY
from tests.web.app_client import AppClient
from tests.web.identity_provider import RunningProvider, running_provider


@pytest.fixture(scope="session")
def sqlite_client(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppClient]:
    """Run one app on SQLite for the whole test run, and return its client."""
    with running_client(start_app, tmp_path_factory.mktemp("client")) as client:
        yield client


@pytest.fixture(scope="module")
def client(sqlite_client: AppClient) -> Iterator[AppClient]:
    """Return the client that most tests use, with a lead for each file: the refusals of one person are counted."""
    client = AppClient(sqlite_client.app)
    with closing(client.store):
        yield client


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def each_client(
    request: pytest.FixtureRequest, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    """Return the client of an app on SQLite, then of one on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_client")
        return
    server: postgres.PostgresServer = request.getfixturevalue("postgresql")
    folder = tmp_path_factory.mktemp("client")
    with server.database() as url, running_client(start_app, folder, database_url=url) as client:
        yield client


@pytest.fixture(scope="module")
def provider(python: str) -> Iterator[RunningProvider]:
    """Run an identity provider for the tests of a file."""
    with running_provider(python) as provider:
        yield provider


@contextmanager
def running_client(
    start_app: StartApp, folder: Path, *, database_url: str | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[AppClient]:
    """Run an app until the end of the block, and return its client."""
    key = {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": str(folder / "heads.log")} if database_url else {}
    with start_app(folder, environment=key | dict(environment or {}), database_url=database_url) as app:
        client = AppClient(app)
        assert client.lead.name, "there is somebody who can sign in"
        with closing(client.store):
            yield client
        # No request made the app raise an unexpected error.
        assert "Traceback" not in app.log(), app.log()
