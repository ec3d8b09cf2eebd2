"""A running app for the tests of the door, on SQLite and, where it matters, on PostgreSQL; no browser is needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.browser.app import running
from tests.store import postgres
from tests.store.builders import KEY
from tests.web.door import Door


@pytest.fixture(scope="session")
def sqlite_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One app for the whole run."""
    with opened_door(tmp_path_factory.mktemp("door")) as door:
        yield door


@pytest.fixture(scope="session")
def door(sqlite_door: Door) -> Door:
    """The app that most tests take."""
    return sqlite_door


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def each_door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """An app on each database, one after the other."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_door")
        return
    server: postgres.Server = request.getfixturevalue("postgresql")
    with server.database() as url, opened_door(tmp_path_factory.mktemp("door"), database_url=url) as door:
        yield door


@contextmanager
def opened_door(folder: Path, *, database_url: str | None = None) -> Iterator[Door]:
    """The door of an app that runs until the end of the block."""
    key = {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": str(folder / "heads.log")} if database_url else {}
    with running(folder, environment=key, database_url=database_url) as app:
        door = Door(app)
        assert door.lead.name, "there is somebody who can sign in"
        with closing(door.store):
            yield door
        # Whatever was asked of it, nothing in it broke.
        assert "Traceback" not in app.log()
