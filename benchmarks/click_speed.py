"""The time from a click on a level until the page shows "Saved" and the database holds the answer.

A click in the empty app is measured for comparison. Each click answers a question that nobody has answered yet, so
"Saved" can only refer to that answer.
"""

from typing import Final

from playwright.sync_api import Browser, Page, expect

from assessment.ids import AssessmentId, QuestionCode
from benchmarks.chromium import new_page
from benchmarks.figures import SPREAD, Section, at_most, p50, p95, spread
from benchmarks.measured_assessments import Assessments
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import Server, empty_app, this_app

_FOOT: Final = '[data-testid="stBottom"]'
_SAVED: Final = r"Saved \d\d:\d\d"
_NOT_YET: Final = "Not answered yet"
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
            (our_times, lead.click_level),
            (unchecked_times, unchecked_lead.click_level),
            (empty_times, lambda _, place: _choose_in_empty_app(empty_page, place)),
        )
        for turn, question in enumerate(assessments.questions[: sizes.clicks]):
            for each in (lead, unchecked_lead):
                each.open_question(question)
            for number in range(len(clicks)):
                times, click = clicks[(turn + number) % len(clicks)]
                times.append(click(question, turn % 5))
    return Section(
        title="Click to saved",
        how=(
            "A real click of the mouse on a level. The time runs from the browser's own time of the click event until "
            "the page's document holds the outcome, both taken within the page by a MutationObserver: here the words "
            '"Saved" with the time, at the foot of a question that was unanswered; in the empty app a line of text '
            "that names the choice. After each click the answer was looked up in the database and found. "
            "Without checks, this app looks up the signed-in person once and remembers them. The three take turns."
        ),
        columns=("", *SPREAD),
        rows=(
            ("Click to saved", *spread(our_times)),
            ("Click to saved, without checks", *spread(unchecked_times)),
            ("Empty app, click to text", *spread(empty_times)),
        ),
        aims=(
            at_most(0.5, p50(our_times), p50(empty_times), what="Click to saved, p50"),
            at_most(0.5, p95(our_times), p95(empty_times), what="Click to saved, p95"),
            at_most(
                1.1, p50(our_times), p50(unchecked_times), what="Checking who asks, p50", other_name="without checks"
            ),
        ),
    )


class _Lead:
    """A collaboration lead who answers one question after another."""

    def __init__(self, page: Page, server: Server, assessments: Assessments) -> None:
        self._lines = page
        self._server = server
        self._assessments = assessments
        self._assessment: AssessmentId | None = None

    def open_question(self, question: QuestionCode) -> None:
        """Open the question: the first one by its address, the others by the link to the next question."""
        if self._assessment is None:
            self._assessment = self._assessments.start("Example collaboration")
            self._lines.goto(f"{self._server.url}/respond?assessment={self._assessment}&question={question}")
        else:
            self._lines.get_by_role("link", name="Next").click(delay=80)
        self._lines.bring_to_front()
        expect(self._lines.get_by_role("heading", name=f"{question} ")).to_be_visible()
        expect(self._lines.locator(_FOOT)).to_contain_text(_NOT_YET)
        _wait_until_idle(self._lines)

    def click_level(self, question: QuestionCode, place: int) -> float:
        """Click the level at that place and return the milliseconds until it is saved.

        Raise :class:`RuntimeError` if the database does not hold the level.
        """
        taken = _timed_click(self._lines, place, within=_FOOT, marker=_SAVED)
        assert self._assessment is not None
        stored = self._assessments.level(self._assessment, question)
        if stored != self._assessments.bank.scale[place].code:
            raise RuntimeError(f"{question} was shown as saved, but the database holds {stored}.")
        return taken


def _choose_in_empty_app(page: Page, place: int) -> float:
    return _timed_click(page, place, within=_MAIN, marker=f"You chose {_EMPTY_CHOICES[place]}")


def _timed_click(page: Page, place: int, *, within: str, marker: str) -> float:
    page.bring_to_front()
    page.evaluate("([within, sign]) => { window.shown = window.timing.nextClick(within, sign) }", [within, marker])
    page.get_by_test_id("stRadioOption").nth(place).click()
    taken = float(page.evaluate("window.shown"))
    _wait_until_idle(page)
    return taken


def _wait_until_idle(page: Page) -> None:
    """Wait until the page is idle, so that its remaining work is not part of the next measurement."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
