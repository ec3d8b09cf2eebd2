"""A real Chromium, a real PostgreSQL and the real app, for the tests that take them, and what saves time in all others.

Without a browser or a PostgreSQL server the tests that need one are skipped.
"""

import gc
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import argon2
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from assessment.access import passwords
from assessment.services import services
from tests.browser.running_app import RunningApp, running
from tests.store import postgres
from tests.store.compiled_statements import compiled_once

# A loaded machine is slow, not wrong: how long to look for something before it counts as missing.
PATIENCE_MS = 60_000
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    # A tab joins the process of its site, where the scripts are compiled.
    "--process-per-site",
    # No page is open long enough to make up for the time in which its scripts would be made faster.
    "--js-flags=--no-opt --no-maglev",
]
StartApp = Callable[..., AbstractContextManager[RunningApp]]
MEMORY: Final = Path("/dev/shm")
ROOM: Final = 2**30
"""The bytes that must be free in memory. A whole run takes a fraction of them."""
NEEDS: Final = {
    "browser": "browser",
    "start_app": "app",
    "python": "process",
    "whole_reports": "layout",
    "gate": "gate",
    "postgresql": "postgresql",
}
"""The fixtures by which a test says that it needs something slow, and the mark it gets for each."""
HASHING: Final = {name: getattr(passwords, name) for name in ("_HASHER", "_NOBODYS")}
"""How the product hashes passwords, and the hash that it compares with where nobody is asked for."""
SECONDS: Final = {"browser": 4.0, "app": 0.5, "process": 1.0, "layout": 0.3, "gate": 0.5, "postgresql": 0.2}
"""How long a test with that mark takes, roughly: the first mark it has counts."""
OF_A_JOURNEY: Final = 25.0
"""How long a journey takes, roughly: started last, it would keep one worker busy after the others have ended."""


def pytest_configure() -> None:
    """Put temporary files into memory where there is room: on a disk, much of the run is waiting for it."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with what it needs. Where tests run in parallel, start the longest files first."""
    seconds = defaultdict[Path, float](float)
    for item in items:
        taken = _fixtures_of(item)
        marks = [mark for fixture, mark in NEEDS.items() if fixture in taken]
        for mark in marks:
            item.add_marker(mark)
        is_journey = item.path.parent.name == "journeys"
        seconds[item.path] += OF_A_JOURNEY if is_journey else SECONDS[marks[0]] if marks else 0.05
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: (-seconds[item.path], item.path))


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for garbage, on which a tenth of the run was spent."""
    gc.freeze()


def _fixtures_of(item: pytest.Item) -> set[str]:
    """Return the fixtures that a test takes. One with parameters takes the fixture whose name is its parameter."""
    assert isinstance(item, pytest.Function)
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {*item.fixturenames, *(name for name in chosen if isinstance(name, str))}


@pytest.fixture(autouse=True)
def _environment_of_this_test() -> None:
    """Have the environment read again, which a process otherwise reads once."""
    services.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hash passwords with as little work as argon2 takes, where a test does not take `slow_hashes`."""
    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", hasher)
        patch.setattr(passwords, "_NOBODYS", hasher.hash("the password of nobody at all"))
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_statements() -> Iterator[None]:
    """Compile no statement again for the next store, as a process with one store compiles each once."""
    with compiled_once():
        yield


@pytest.fixture
def slow_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with as much work as the product does."""
    for name, value in HASHING.items():
        monkeypatch.setattr(passwords, name, value)


@pytest.fixture(scope="session")
def python() -> str:
    """Return the interpreter. Whatever starts a process of its own takes it from here."""
    return sys.executable


@pytest.fixture(scope="session")
def start_app() -> StartApp:
    """Return the function that starts the app as a server of its own. Whatever starts one takes it from here."""
    return running


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
