"""What a browser did that it never should, and what it shows to the last character."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Request

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


class Watch:
    """Collects, for every tab of a window: errors on the console, violations of the security policy, requests to
    another host, and dialogs, which only a script of somebody else would open.
    """

    def __init__(self, context: BrowserContext, app: RunningApp) -> None:
        self.misdeeds: list[str] = []
        self._own = (f"{app.url}/", f"{app.url.replace('http', 'ws', 1)}/", "data:", f"blob:{app.url}/")
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._script_error(error.error))
        context.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self.misdeeds.append(f"asked {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # Streamlit looks for its server below the page's own address before it looks at the root.
        looks_around = message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not looks_around:
            self.misdeeds.append(f"console: {message.text}")

    def _script_error(self, error: Error) -> None:
        self.misdeeds.append(f"script: {error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.misdeeds.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def shown_texts(page: Page, mark: str) -> list[str]:
    """Every piece of text on the page that holds the mark, as one element holds it without any other inside."""
    return [str(text) for text in page.evaluate(_TEXTS, mark)]


def field_texts(page: Page, mark: str) -> list[str]:
    """What the fields hold that have the mark in them."""
    return [str(text) for text in page.evaluate(_FIELDS, mark)]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def barriers(page: Page) -> list[tuple[str, str]]:
    """What on the page keeps people out by WCAG 2.1 A and AA: the rule of axe, and the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response
    return [(each["id"], each["nodes"][0]["html"][:300]) for each in found["violations"]]
