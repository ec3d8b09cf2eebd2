"""One database of each kind for all pairs."""

from collections.abc import Iterator

import pytest

from tests.concurrency.databases import Postgresql, Sqlite, postgresql, sqlite


@pytest.fixture(scope="package")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sqlite]:
    with sqlite(tmp_path_factory.mktemp("pairs")) as database:
        yield database


@pytest.fixture(scope="package")
def on_postgresql(request: pytest.FixtureRequest) -> Iterator[Postgresql]:
    with postgresql(request.getfixturevalue("postgresql")) as database:
        yield database
