"""A click on a level until "Saved" stands on the screen and the answer in the database, beside one in the empty app.

Each click answers a question that nobody has answered yet, so that the word can only mean this answer.
"""

from typing import Final

from playwright.sync_api import Browser, Page, expect

from assessment.ids import AssessmentId, QuestionCode
from benchmarks.benchmark_plan import Plan
from benchmarks.browser import new_page
from benchmarks.figures_file import SPREAD, Section, at_most, p50, p95, spread
from benchmarks.many_assessments import Assessments
from benchmarks.servers import Server, empty_app, this_app

_FOOT: Final = '[data-testid="stBottom"]'
_SAVED: Final = r"Saved \d\d:\d\d"
_NOT_YET: Final = "Not answered yet"
_MAIN: Final = '[data-testid="stMain"]'
_EMPTY_CHOICES: Final = ("One", "Two", "Three", "Four", "Five")


def measure(plan: Plan, browser: Browser) -> Section:
    """Click in all of them in turn."""
    ours: list[float] = []
    trusting: list[float] = []
    empty: list[float] = []
    with (
        this_app() as (server, assessments),
        this_app(checks=False) as (trusting_server, trusting_assessments),
        empty_app() as beside,
        new_page(browser, server) as page,
        new_page(browser, trusting_server) as trusting_page,
        new_page(browser, beside) as empty_page,
    ):
        lead = _Lead(page, server, assessments)
        trusted = _Lead(trusting_page, trusting_server, trusting_assessments)
        empty_page.goto(beside.url)
        expect(empty_page.get_by_text("You chose None")).to_be_visible()
        clicks = (
            (ours, lead.answers),
            (trusting, trusted.answers),
            (empty, lambda _, place: _chooses(empty_page, place)),
        )
        for turn, question in enumerate(assessments.questions[: plan.clicks]):
            for each in (lead, trusted):
                each.goes_on_to(question)
            for number in range(len(clicks)):
                times, click = clicks[(turn + number) % len(clicks)]
                times.append(click(question, turn % 5))
    return Section(
        title="Click to saved",
        how=(
            "A real click of the mouse on a level. The time runs from the browser's own time of the click event until "
            "the page's document holds the outcome, both taken within the page by a MutationObserver: here the words "
            '"Saved" with the time, at the foot of a question that was unanswered; in the empty app a line of text '
            "that names the choice. After each click the answer was looked up in the database, and was there. "
            "Without checks, this app looks up once who asks and believes it ever after. All three in turn."
        ),
        columns=("", *SPREAD),
        rows=(
            ("Click to saved", *spread(ours)),
            ("Click to saved, without checks", *spread(trusting)),
            ("Empty app, click to text", *spread(empty)),
        ),
        aims=(
            at_most(0.5, p50(ours), p50(empty), what="Click to saved, p50"),
            at_most(0.5, p95(ours), p95(empty), what="Click to saved, p95"),
            at_most(1.1, p50(ours), p50(trusting), what="Checking who asks, p50", beside="without checks"),
        ),
    )


class _Lead:
    """A collaboration lead who answers one question after the other."""

    def __init__(self, page: Page, server: Server, assessments: Assessments) -> None:
        self._page = page
        self._server = server
        self._assessments = assessments
        self._assessment: AssessmentId | None = None

    def goes_on_to(self, question: QuestionCode) -> None:
        """Open the question: the first by its address, the others by Next."""
        if self._assessment is None:
            self._assessment = self._assessments.start("Example collaboration")
            self._page.goto(f"{self._server.url}/respond?assessment={self._assessment}&question={question}")
        else:
            self._page.get_by_role("link", name="Next").click(delay=80)
        self._page.bring_to_front()
        expect(self._page.get_by_role("heading", name=f"{question} ")).to_be_visible()
        expect(self._page.locator(_FOOT)).to_contain_text(_NOT_YET)
        _rests(self._page)

    def answers(self, question: QuestionCode, place: int) -> float:
        """Click the level at that place; milliseconds until it is saved. Raises when the database does not hold it."""
        taken = _timed_click(self._page, place, within=_FOOT, sign=_SAVED)
        assert self._assessment is not None
        stored = self._assessments.level(self._assessment, question)
        if stored != self._assessments.bank.scale[place].code:
            raise RuntimeError(f"{question} was shown as saved, but the database holds {stored}.")
        return taken


def _chooses(page: Page, place: int) -> float:
    return _timed_click(page, place, within=_MAIN, sign=f"You chose {_EMPTY_CHOICES[place]}")


def _timed_click(page: Page, place: int, *, within: str, sign: str) -> float:
    page.bring_to_front()
    page.evaluate("([within, sign]) => { window.shown = window.timing.nextClick(within, sign) }", [within, sign])
    page.get_by_test_id("stRadioOption").nth(place).click()
    taken = float(page.evaluate("window.shown"))
    _rests(page)
    return taken


def _rests(page: Page) -> None:
    """Wait until the page has nothing left to do, so that it does not do it within a figure."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
