"""The time from a tick until the form says "Saved" and the database holds it, and from Next to the next question.

A click in the empty app is measured for comparison. Each tick answers a question that nobody has answered yet, so
"Saved" can only refer to that tick.
"""

import re
from typing import Final

from playwright.sync_api import Browser, Locator, Page, expect

from assessment.bank.model import Question
from assessment.ids import AssessmentId
from benchmarks.chromium import new_page
from benchmarks.figures import SPREAD, Section, at_most, p50, p95, spread
from benchmarks.measured_assessments import Assessments
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import Server, empty_app, this_app

_STATE: Final = ".doing > .saved"
_SAVED: Final = r"Saved \d\d:\d\d"
_NOT_YET: Final = "Not answered yet"
_HEADING: Final = ".q-head"
_MAIN: Final = '[data-testid="stMain"]'
_EMPTY_CHOICES: Final = ("One", "Two", "Three", "Four", "Five")


def measure(sizes: SampleSizes, browser: Browser) -> Section:
    """Measure clicks in this app, in this app without checks and in the empty app, in turn."""
    our_times: list[float] = []
    unchecked_times: list[float] = []
    empty_times: list[float] = []
    with (
        this_app() as (server, assessments),
        this_app(checks=False) as (unchecked_server, unchecked_assessments),
        empty_app() as empty_server,
        new_page(browser, server) as page,
        new_page(browser, unchecked_server) as unchecked_page,
        new_page(browser, empty_server) as empty_page,
    ):
        lead = _Lead(page, server, assessments)
        unchecked_lead = _Lead(unchecked_page, unchecked_server, unchecked_assessments)
        empty_page.goto(empty_server.url)
        expect(empty_page.get_by_text("You chose None")).to_be_visible()
        clicks = (
            (our_times, lead.tick),
            (unchecked_times, unchecked_lead.tick),
            (empty_times, lambda _, turn: choose_in_empty_app(empty_page, turn % len(_EMPTY_CHOICES))),
        )
        for turn, question in enumerate(list(assessments.bank.questions())[: sizes.clicks]):
            for each in (lead, unchecked_lead):
                each.open_question(question)
            for number in range(len(clicks)):
                times, click = clicks[(turn + number) % len(clicks)]
                times.append(click(question, turn))
    return Section(
        title="Click to saved, and to the next question",
        how=(
            "A real click of the mouse on a statement. The time runs from the browser's own time of the click event "
            "until the page's document holds the outcome, both taken within the page by a MutationObserver: here the "
            'words "Saved" with the time, on a question that was unanswered; in the empty app a line of text that '
            "names the choice. After each click the answer was looked up in the database and found. Next is timed "
            "until the heading of the next question of the same theme stands there. "
            "Without checks, this app looks up the signed-in person once and remembers them. The three take turns."
        ),
        columns=("", *SPREAD),
        rows=(
            ("Click to saved", *spread(our_times)),
            ("Click to saved, without checks", *spread(unchecked_times)),
            ("Next to the next question", *spread(lead.next_times)),
            ("Empty app, click to text", *spread(empty_times)),
        ),
        aims=(
            at_most(0.25, p50(our_times), p50(empty_times), what="Click to saved, p50"),
            at_most(0.4, p95(our_times), p95(empty_times), what="Click to saved, p95"),
            at_most(0.3, p95(lead.next_times), p95(empty_times), what="Next to the next question, p95"),
            at_most(
                1.1, p50(our_times), p50(unchecked_times), what="Checking who asks, p50", other_name="without checks"
            ),
        ),
    )


class _Lead:
    """A collaboration lead who answers one question after another."""

    def __init__(self, page: Page, server: Server, assessments: Assessments) -> None:
        self._page = page
        self._server = server
        self._assessments = assessments
        self._assessment: AssessmentId | None = None
        self.next_times: list[float] = []
        """The milliseconds from each click on Next within a theme until the next question stood there."""

    def open_question(self, question: Question) -> None:
        """Open the question: the first of each theme by its address, the others by Next."""
        if self._assessment is None:
            self._assessment = self._assessments.start("Example collaboration")
        if question == self._assessments.bank.theme_of(question.code).questions[0]:
            self._page.goto(f"{self._server.url}/respond?assessment={self._assessment}&question={question.code}")
        else:
            onwards = self._page.locator(".doing .button")
            self.next_times.append(_timed_click(self._page, onwards, within=_HEADING, marker=_title(question)))
        expect(self._page.get_by_role("heading", name=f"{question.code} ")).to_be_visible()
        expect(self._page.locator(_STATE)).to_contain_text(_NOT_YET)
        wait_until_idle(self._page)

    def tick(self, question: Question, _turn: int) -> float:
        """Tick the first statement and return the milliseconds until it is saved.

        Raise :class:`RuntimeError` if the database does not hold it.
        """
        first = question.statements[0].code
        box = self._page.locator(f'[id="qf-{first}"]')
        taken = _timed_click(self._page, box, within=_STATE, marker=_SAVED)
        assert self._assessment is not None
        stored = self._assessments.met(self._assessment, question.code)
        if stored != frozenset({first}):
            raise RuntimeError(f"{first} was shown as saved, but the database holds {stored}.")
        return taken


def _title(question: Question) -> str:
    return f"{question.code}.*{re.escape(question.title)}"


def choose_in_empty_app(page: Page, place: int) -> float:
    """Return the milliseconds from a click on a choice of the empty app until its text names that choice."""
    choice = page.get_by_test_id("stRadioOption").nth(place)
    return _timed_click(page, choice, within=_MAIN, marker=f"You chose {_EMPTY_CHOICES[place]}")


def _timed_click(page: Page, target: Locator, *, within: str, marker: str) -> float:
    page.bring_to_front()
    page.evaluate("([within, sign]) => { window.shown = window.timing.nextClick(within, sign) }", [within, marker])
    target.click()
    taken = float(page.evaluate("window.shown"))
    wait_until_idle(page)
    return taken


def wait_until_idle(page: Page) -> None:
    """Wait until the page is idle, so that its remaining work is not part of the next measurement."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 500 }))")
