"""A real Chromium without a window. Every page that it opens loads `timing.js`."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import Server

_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_TIMING: Final = Path(__file__).with_name("timing.js").read_text(encoding="utf-8")
_PATIENCE_MS: Final = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser until the end of the block. Exit if there is none."""
    path = os.environ.get("BROWSER_FOR_TESTS", "")
    if not path:
        raise SystemExit("There is no Chromium to measure with. Run make bench, which looks for one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def new_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page in a new window with an empty cache, signed in if the server has sign-in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    if server.cookie:
        context.add_cookies([{"name": server.cookie_name, "value": server.cookie, "url": server.url, "httpOnly": True}])
    context.set_default_timeout(_PATIENCE_MS)
    context.add_init_script(_TIMING)
    yield context.new_page()
    context.close()


def time_first_page(browser: Browser, server: Server, address: str, marker: str) -> float:
    """Return the milliseconds from the start of a first visit until the whole page can be used.

    `marker` is the text that the page draws last.
    """
    with new_page(browser, server) as page:
        # The observer must be in place before the visit starts; its promise resolves when the page is complete.
        page.add_init_script(f"window.usable = window.timing.firstPage({json.dumps(marker)})")
        page.goto(f"{server.url}{address}", wait_until="commit")
        return float(page.evaluate("window.usable"))
