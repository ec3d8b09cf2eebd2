"""A real Chromium and a real PostgreSQL, one of each for the whole run. Without them their tests are skipped."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.store import postgres

# A loaded machine is slow, not wrong: how long to look for something before it counts as missing.
PATIENCE_MS = 20_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this test run."""
    path = os.environ.get("BROWSER_FOR_TESTS", "")
    if not path:
        reason = "No Chromium is on this machine and none could be installed: see scripts/find-browser."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.PostgresServer]:
    """The server. Where there can be none, its tests are reported as skipped with the reason; with CI set they fail."""
    try:
        with postgres.server() as server:
            yield server
    except postgres.Unavailable as reason:
        if os.environ.get("CI"):
            pytest.fail(str(reason))
        pytest.skip(str(reason))
