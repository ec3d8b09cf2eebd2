"""Checks of a page in the browser: forbidden requests and scripts, the exact text, its width, its accessibility."""

from typing import Final, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request, expect

from tests.browser.running_app import RunningApp

_TEXTS = """(mark) => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        const isShown = !parentElement.closest("style, script, textarea, template, [aria-live]");
        if (isShown && data.includes(mark)) texts.push(data);
    }
    return texts;
}"""

_FIELDS = """(mark) => [...document.querySelectorAll("input, textarea")]
    .map((field) => field.value).filter((value) => value.includes(mark))"""

_UNSEEN_FOCUS = """() => {
    const still = document.createElement("style");
    still.textContent = "*, ::before, ::after { transition: none !important; }";
    document.head.append(still);
    const unseen = [];
    const kinds = "a[href], button, summary, input, textarea, select, [role=spinbutton], [tabindex='0']";
    for (const control of document.querySelectorAll(kinds)) {
        control.focus({ focusVisible: true, preventScroll: true });
        if (document.activeElement !== control) continue;
        const isOutlined = ({ outlineStyle: style, outlineWidth: width }) => style === "solid" && parseFloat(width) > 2;
        let around = control;
        for (let up = 0; up < 7 && around && !isOutlined(getComputedStyle(around)); up++) around = around.parentElement;
        if (!around || !isOutlined(getComputedStyle(around))) unseen.push(control.outerHTML.slice(0, 200));
        control.blur();
    }
    still.remove();
    return unseen;
}"""

_STUCK = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    main.scrollTop = (main.scrollHeight - main.clientHeight) / 2;
    const seen = new Set();
    for (let y = 2; y < window.innerHeight; y += 4) {
        for (let over = document.elementFromPoint(160, y); over; over = over.parentElement) {
            if (["fixed", "sticky"].includes(getComputedStyle(over).position)) seen.add(y);
        }
    }
    return 4 * seen.size;
}"""


_NEEDLESS_STOPS = """() => [...document.querySelectorAll(".table[tabindex]")]
    .filter((region) => region.scrollWidth <= region.clientWidth).map((region) => region.ariaLabel)"""

_WCAG: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
_AXE: Final = """async (options) => {
    const { violations, passes } = await axe.run({ resultTypes: ["violations"], ...options });
    return [violations.map(({ id, nodes: [{ html }] }) => [id, html.slice(0, 300)]), passes.length];
}"""


class Watch:
    """Collects what must not happen in a tab.

    These are errors on the console, violations of the security policy, requests to another host, and dialogs and
    windows, which only an injected script would open.
    """

    def __init__(self, page: Page, app: RunningApp) -> None:
        self.violations: list[str] = []
        self._own = (f"{app.url}/", f"{app.url.replace('http', 'ws', 1)}/", "data:", f"blob:{app.url}/")
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", self._script_error)
        page.on("dialog", self._dialog)
        page.on("popup", self._popup)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self.violations.append(f"asked {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # Streamlit looks for its server under the page's own address first, which fails, and then at the root.
        is_probe = message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not is_probe:
            self.violations.append(f"console: {message.text}")

    def _script_error(self, error: Error) -> None:
        self.violations.append(f"script: {error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.violations.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _popup(self, popup: Page) -> None:
        self.violations.append(f"popup: {popup.url}")


def shown_texts(page: Page, mark: str) -> list[str]:
    """Return every text node on the page that contains the mark."""
    return [str(text) for text in page.evaluate(_TEXTS, mark)]


def field_texts(page: Page, mark: str) -> list[str]:
    """Return the value of every field that contains the mark."""
    return [str(text) for text in page.evaluate(_FIELDS, mark)]


def without_visible_focus(page: Page) -> list[str]:
    """Return the start of each control that shows nowhere that it has the focus: on itself, or on the box around it."""
    return [str(html) for html in page.evaluate(_UNSEEN_FOCUS)]


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def stuck(page: Page) -> int:
    """Return about how many pixels of the window's height stay covered by something while the page is scrolled."""
    return int(page.evaluate(_STUCK))


def needless_stops(page: Page) -> list[str]:
    """Return the name of each table that is a Tab stop although all of it is seen."""
    return [str(name) for name in page.evaluate(_NEEDLESS_STOPS)]


def shows_colours(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Let the person prefer light or dark colours, and wait until the page stands still in them."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "(scheme) => [...document.querySelectorAll('.stApp')].every((app) => "
        "getComputedStyle(app).colorScheme === scheme && document.getAnimations().length === 0)"
        # The words of a chart, which the server draws, follow too.
        "&& [...document.querySelectorAll('.angularaxistick text')].every((words) => "
        "getComputedStyle(words).fill === getComputedStyle(document.querySelector('h1')).color)",
        arg=scheme,
    )


def barriers(page: Page) -> list[tuple[str, str]]:
    """Return the rules of WCAG 2.1 A and AA that the page breaks by axe, each with the first element that breaks it.

    A page is drawn to its end first: what stands there from the page before is drawn pale.
    """
    expect(page.locator("[data-testid=stApp]:not([data-test-script-state=notRunning])")).to_have_count(0)
    # What follows from a new width, such as which tables scroll, is there two frames later.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    broken, _ = rules_by_axe(page, runOnly=_WCAG)
    return broken


def rules_by_axe(page: Page, **options: object) -> tuple[list[tuple[str, str]], int]:
    """Run axe with these options.

    Return the rules that the page breaks, each with the first element that breaks it, and how many rules it keeps.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    broken, kept = page.evaluate(_AXE, options)
    return [(str(rule), str(html)) for rule, html in broken], int(kept)
