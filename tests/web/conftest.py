"""One running app for the tests of the door; no browser is needed."""

from collections.abc import Iterator

import pytest

from tests.browser.app import running
from tests.web.door import Door


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with running(tmp_path_factory.mktemp("door")) as app:
        door = Door(app)
        assert door.lead.name, "there is somebody who can sign in"
        yield door
        # Whatever was asked of it, nothing in it broke.
        assert "Traceback" not in app.log()
