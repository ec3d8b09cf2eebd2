"""A real Chromium, one for the whole run. Where none can be had, its tests are skipped with the reason."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

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
