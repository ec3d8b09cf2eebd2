"""A real Chromium on the real app. Where no browser can be had, these tests are skipped with the reason."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.app import RunningApp, running
from tests.browser.people import Lead

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


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """An app for the tests of one file, each on assessments of its own."""
    with running(tmp_path_factory.mktemp("app")) as app:
        yield app


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[RunningApp]:
    """An app for one test, which may break it."""
    with running(tmp_path) as app:
        yield app


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window of its own, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()


@pytest.fixture
def lead(page: Page, app: RunningApp) -> Lead:
    """A collaboration lead at that tab."""
    return Lead(page, app)
