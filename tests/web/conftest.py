"""A running app for the tests of the client, on SQLite and, where it matters, on PostgreSQL; no browser is needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import StartApp
from tests.store import postgres
from tests.store.store_builders import KEY
from tests.web.app_client import AppClient


@pytest.fixture(scope="session")
def sqlite_client(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppClient]:
    """One app for the whole run."""
    with running_client(start_app, tmp_path_factory.mktemp("client")) as client:
        yield client


@pytest.fixture(scope="session")
def client(sqlite_client: AppClient) -> AppClient:
    """The app that most tests take."""
    return sqlite_client


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def each_client(
    request: pytest.FixtureRequest, start_app: StartApp, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppClient]:
    """An app on each database, one after the other."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_client")
        return
    server: postgres.PostgresServer = request.getfixturevalue("postgresql")
    folder = tmp_path_factory.mktemp("client")
    with server.database() as url, running_client(start_app, folder, database_url=url) as client:
        yield client


@contextmanager
def running_client(start_app: StartApp, folder: Path, *, database_url: str | None = None) -> Iterator[AppClient]:
    """The client of an app that runs until the end of the block."""
    key = {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": str(folder / "heads.log")} if database_url else {}
    with start_app(folder, environment=key, database_url=database_url) as app:
        client = AppClient(app)
        assert client.lead.name, "there is somebody who can sign in"
        with closing(client.store):
            yield client
        # Whatever was asked of it, nothing in it broke.
        assert "Traceback" not in app.log(), app.log()
