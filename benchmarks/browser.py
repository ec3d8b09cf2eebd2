"""A real Chromium, without a window. `timing.js` is in every page it opens."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from assessment.access.credential import SESSION_COOKIE
from benchmarks.servers import Server

_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_TIMING: Final = Path(__file__).with_name("timing.js").read_text(encoding="utf-8")
_PATIENCE_MS: Final = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, for as long as the block lasts."""
    path = os.environ.get("BROWSER_FOR_TESTS", "")
    if not path:
        raise SystemExit("There is no Chromium to measure with. Run: make bench, which looks for one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def new_page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page of a window with an empty cache, signed in to the server where it has sign-in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    if server.cookie:
        context.add_cookies([{"name": SESSION_COOKIE, "value": server.cookie, "url": server.url, "httpOnly": True}])
    context.set_default_timeout(_PATIENCE_MS)
    context.add_init_script(_TIMING)
    yield context.new_page()
    context.close()


def first_page(browser: Browser, server: Server, sign: str) -> float:
    """Milliseconds of a first visit until all of the page, of which `sign` is the last, is there to be used."""
    with new_page(browser, server) as page:
        # Asked for before the visit, so that nothing can be missed; the answer comes once it is over.
        page.add_init_script(f"window.usable = window.timing.firstPage({json.dumps(sign)})")
        page.goto(server.url, wait_until="commit")
        return float(page.evaluate("window.usable"))
