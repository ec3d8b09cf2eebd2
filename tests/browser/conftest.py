"""A window of the browser on the real app, and a person at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.lead_in_browser import Lead
from tests.browser.running_app import RunningApp
from tests.conftest import PATIENCE_MS, StartApp


@pytest.fixture(scope="module")
def app(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """An app for the tests of one file, each on assessments of its own."""
    with start_app(tmp_path_factory.mktemp("app")) as app:
        yield app
        assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def own_app(start_app: StartApp, tmp_path: Path) -> Iterator[RunningApp]:
    """An app for one test, which may break it."""
    with start_app(tmp_path) as app:
        yield app
        assert "Traceback" not in app.log(), app.log()


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
