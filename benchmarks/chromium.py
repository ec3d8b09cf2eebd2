"""A real Chromium without a window. Every page that it opens loads `timing.js`."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import Server

_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_TIMING: Final = Path(__file__).with_name("timing.js").read_text(encoding="utf-8")
_PATIENCE_MS: Final = 120_000
_BYTES_A_SECOND: Final = 400_000 / 8
_SLOW_LINE: Final = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": _BYTES_A_SECOND,
    "uploadThroughput": _BYTES_A_SECOND,
}
_SENT: Final = (
    "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    ".reduce((sum, each) => sum + each.transferSize, 0)"
)


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
def new_page(browser: Browser, server: Server, *, slow_line: bool = False) -> Iterator[Page]:
    """Open a page in a new window with an empty cache, signed in if the server has sign-in.

    On a `slow_line` it fetches at 400 kbit/s, and each request waits for 300 ms.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    if server.cookie:
        context.add_cookies([{"name": server.cookie_name, "value": server.cookie, "url": server.url, "httpOnly": True}])
    context.set_default_timeout(_PATIENCE_MS)
    context.add_init_script(_TIMING)
    page = context.new_page()
    if slow_line:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", dict(_SLOW_LINE))
    yield page
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowVisit:
    """A first visit on a slow line, in milliseconds from its start."""

    first: float
    """Until the browser painted any text."""
    title: float
    """Until the app drew the title of the page."""
    whole: float
    """Until the whole page can be used."""
    kilobytes: float
    """What was sent over HTTP until then, with its headers."""


def time_slow_visit(browser: Browser, server: Server, address: str, marker: str) -> SlowVisit:
    """Measure a first visit at 400 kbit/s with 300 ms. `marker` is the text that the page draws last."""
    with new_page(browser, server, slow_line=True) as page:
        page.add_init_script("window.titled = window.timing.firstTitle()")
        page.add_init_script(f"window.usable = window.timing.firstPage({json.dumps(marker)})")
        page.goto(f"{server.url}{address}", wait_until="commit")
        whole = float(page.evaluate("window.usable"))
        return SlowVisit(
            first=float(page.evaluate("window.timing.firstPaint()")),
            title=float(page.evaluate("window.titled")),
            whole=whole,
            kilobytes=float(page.evaluate(_SENT)) / 1000,
        )
