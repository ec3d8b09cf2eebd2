"""Fixtures for a real browser window on the real app, with a collaboration lead who is signed in."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.lead_in_browser import Lead
from tests.browser.running_app import RunningApp
from tests.conftest import FLAGS, PATIENCE_MS, StartApp


@pytest.fixture(scope="session")
def shared_app(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """Run one app; each test has a person of its own, who starts assessments of their own."""
    with start_app(tmp_path_factory.mktemp("app")) as app:
        yield app


@pytest.fixture(scope="module")
def app(shared_app: RunningApp) -> Iterator[RunningApp]:
    """Give the tests of a file the shared app, and see that it did not crash under them."""
    before = len(shared_app.log())
    yield shared_app
    printed = shared_app.log()[before:]
    assert "Traceback" not in printed, printed


@pytest.fixture(scope="module")
def fresh_app(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """Run an app for the tests of a file in which somebody sees what everybody has done."""
    with start_app(tmp_path_factory.mktemp("app")) as app:
        yield app
        assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def own_app(start_app: StartApp, tmp_path: Path) -> Iterator[RunningApp]:
    """Run an app for one test, which may stop it."""
    with start_app(tmp_path) as app:
        yield app
        assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def own_browser(browser: Browser) -> Iterator[Browser]:
    """Start a browser for one test, which may kill it."""
    own = browser.browser_type.launch(executable_path=os.environ["BROWSER_FOR_TESTS"], args=FLAGS)
    yield own
    own.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Open one browser window for all tests: a new one reads and compiles all scripts anew.

    Its first tab stays open, and with it the process of the site, in which the scripts are compiled. Nothing on a page
    moves, because a browser without a graphics card takes a fifth of its time to draw what moves.
    """
    window = browser.new_context(
        viewport={"width": 1280, "height": 1000}, accept_downloads=True, reduced_motion="reduce"
    )
    window.set_default_timeout(PATIENCE_MS)
    first = window.new_page()
    first.route("**", lambda route: route.fulfill(body=""))
    first.goto("http://localhost/")
    yield window
    window.close()


@pytest.fixture
def context(window: BrowserContext) -> Iterator[BrowserContext]:
    """Give a test the window with no cookies and nothing in its storage, as a new one has it."""
    yield window
    window.unroute_all(behavior="ignoreErrors")
    window.set_offline(False)
    first, *pages = window.pages
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(page.url)) for page in pages}
    # A page may still store something as it closes.
    for page in pages:
        page.close()
    window.clear_cookies()
    storage = window.new_cdp_session(first)
    for origin in origins:
        storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    storage.detach()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a tab in the window."""
    return context.new_page()


@pytest.fixture
def lead(page: Page, app: RunningApp) -> Lead:
    """Sign a collaboration lead in at the tab."""
    return Lead(page, app)
