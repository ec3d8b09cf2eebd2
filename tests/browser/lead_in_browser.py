"""A collaboration lead in the browser: what they click, type and see, and what the database then holds."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from assessment.actions.answering import record_response
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.ids import AssessmentId, OperationId, QuestionCode
from assessment.rounds.response import Met, Response
from assessment.settings import Settings
from assessment.store import Store
from assessment.views.theme_form import CurrentResponse, open_response
from tests.bank_builders import reaching
from tests.browser.running_app import RunningApp
from tests.signed_in_people import Somebody, somebody
from tests.store.sqlite import file_of


class Lead:
    """A person at one tab of the running app, who is signed in, with access to the app's database."""

    def __init__(self, page: Page, app: RunningApp, person: Somebody | None = None) -> None:
        self.page = page
        self.app = app
        self.store = Store.open(app.database_url)
        self.person = person or somebody(self.store)
        self.actor = self.person.actor
        page.context.add_cookies(
            [{"name": app.session_cookie, "value": self.actor.token, "url": app.url, "httpOnly": True}]
        )
        self.library = Library(Settings.from_environment(os.environ).banks)

    @property
    def bank(self) -> Bank:
        return self.library.latest()

    def another_tab(self) -> "Lead":
        return Lead(self.page.context.new_page(), self.app, self.person)

    def can_send_nothing(self) -> None:
        """Let every request of this page fail from now on, also those that would outlive it."""
        self.page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")

    @contextmanager
    def has_opened_the_page_again(self) -> Iterator[None]:
        """Close the page and go on in a new one of the same browser, which can send."""
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        yield

    def fills_in_the_start(self, *, name: str, round_title: str = "2026") -> None:
        """Fill in the form that starts an assessment, without pressing its button."""
        self.page.goto(f"{self.app.url}/start")
        self.page.get_by_role("textbox", name="Name of the collaboration").fill(name)
        partners = self.page.get_by_role("combobox", name="Partner forces")
        partners.fill("Essex Police")
        partners.press("Enter")
        partners.press("Escape")
        self.page.get_by_role("textbox", name="Title of this round").fill(round_title)

    def has_started(self, name: str = "Example dog unit") -> AssessmentId:
        """Start an assessment in the database and return its id."""
        start = NewAssessment(
            collaboration=name,
            partners=["Kent Police", "Essex Police"],
            lead_force="Kent Police",
            round_title="2026",
            as_of=date(2026, 11, 1),
            is_another=True,
        )
        return start_assessment(self.store, self.actor, self.library, start, at=datetime.now(UTC))

    def has_answered(self, assessment: AssessmentId, response: Response) -> None:
        """Save a response in the database, as another page would."""
        record_response(
            self.store,
            self.actor,
            self.library,
            assessment,
            response,
            expected_version=self.stored(assessment, response.question).stored.version,
            operation=OperationId(uuid4()),
            at=datetime.now(UTC),
        )

    def has_reached(self, assessment: AssessmentId, code: str, level: str) -> None:
        """Tick in the database what reaches a level."""
        self.has_answered(assessment, Response(question=question(code), reply=self.reply_reaching(code, level)))

    def reply_reaching(self, code: str, level: str) -> Met:
        asked, reached = self.bank.find_question(code), self.bank.find_level(level)
        assert asked is not None
        assert reached is not None
        return reaching(asked, reached)

    def has_submitted(self, name: str = "Example dog unit") -> AssessmentId:
        """Start and submit an assessment with one answer in the database, and return its id."""
        assessment = self.has_started(name)
        self.has_reached(assessment, "P1", "good")
        submit_assessment(self.store, self.actor, self.library, assessment, at=datetime.now(UTC))
        return assessment

    def submits(self) -> None:
        """Submit the assessment whose answers are being checked."""
        is_drawn(self.page)
        self.page.get_by_role("link", name="Submit the assessment").click()
        sees_title(self.page, re.compile("^Submit "))
        self.page.get_by_role("button", name="Submit the assessment").click()
        sees_title(self.page, re.compile(" is submitted$"))

    def stored(self, assessment: AssessmentId, question: str) -> CurrentResponse:
        """Return what the database holds on a question."""
        return open_response(self.store, self.actor, self.library, assessment, question)

    def response(self, assessment: AssessmentId, question: str) -> Response:
        return self.stored(assessment, question).stored.response

    def opens(self, assessment: AssessmentId, question: str) -> None:
        self.page.goto(self.address(assessment, question))
        self.sees_question(question)

    def address(self, assessment: AssessmentId, question: str) -> str:
        return f"{self.app.url}/respond?assessment={assessment}&question={question}"

    def sees_question(self, question: str) -> None:
        asked = self.bank.find_question(question)
        assert asked is not None
        expect(self.page.get_by_role("heading", name=f"{question} {asked.title}", exact=True)).to_be_visible()

    def statement(self, code: str) -> Locator:
        """Return the box of a statement, such as ``P1.2``."""
        return self.page.locator(f'[id="qf-{code}"]')

    def ticks(self, *codes: str) -> None:
        """Tick statements on the question that is open, without waiting for what follows."""
        for code in codes:
            self.statement(code).check()

    def has_ticked(self, *codes: str) -> None:
        """Tick statements, and wait until that is saved."""
        self.ticks(*codes)
        self.sees_saved()

    def clicks_at_once(self, *targets: Locator) -> None:
        """Click one target after the other without a pause, as a slow computer does with clicks it has queued."""
        boxes = [target.bounding_box() for target in targets]
        for box in boxes:
            assert box is not None
            self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    @property
    def ticked(self) -> list[str]:
        """Return the codes of the statements that are ticked on the screen."""
        boxes = self.page.locator(".ladder input:checked")
        return [str(box.get_attribute("value")) for box in boxes.all()]

    @property
    def none_of_these(self) -> Locator:
        return self.page.get_by_role("checkbox", name="None of these yet")

    @property
    def does_not_apply(self) -> Locator:
        return self.page.get_by_role("checkbox", name="Does not apply")

    @property
    def reason(self) -> Locator:
        return self.page.get_by_role("textbox", name="Why does it not apply?")

    @property
    def rationale(self) -> Locator:
        return self.page.get_by_role("textbox", name="Rationale")

    @property
    def next(self) -> Locator:
        return self.page.locator(".doing .button")

    @property
    def level(self) -> Locator:
        """Return the level in the live line."""
        return self.page.locator(".verdict .grade")

    @property
    def status(self) -> Locator:
        """Return the line between Back and Next that says what was saved."""
        return self.page.locator(".doing > .saved")

    def tries_again(self) -> None:
        """Press "Try again" above the question, unless the form has tried by itself: it does every ten seconds."""
        again = self.page.locator(".notices").get_by_role("button", name="Try again")
        again.evaluate_all("(buttons) => buttons.forEach((button) => button.click())")

    def sees_saved(self) -> None:
        expect(self.status).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def rationale_of(lead: Lead, assessment: AssessmentId, question: str) -> str:
    """Return the rationale in the database."""
    return lead.response(assessment, question).rationale


def question(code: str) -> QuestionCode:
    return QuestionCode(code)


def saved_file(folder: Path, page: Page, link: str) -> Path:
    """Save the file behind a link into the folder, and return its path. A PDF would open in a tab of its own."""
    address = page.get_by_role("link", name=link).get_attribute("href")
    path = folder / "file"
    path.write_bytes(page.request.get(urljoin(page.url, address)).body())
    return path


def is_drawn(page: Page) -> None:
    """Wait until the server has drawn the page to its end: Streamlit may drop a click that comes before."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def sees_title(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until those words are the only title of the page, and it is drawn to its end.

    While Streamlit draws one page over another, the titles of both may stand there. Where one element is expected,
    Playwright fails at once if there are two; for a list of texts it waits.
    """
    expect(page.get_by_role("heading", level=1)).to_have_text([words])
    is_drawn(page)


def unfolds(page: Page, words: str) -> None:
    """Open what is folded under those words, and wait until it stands still: what moves is easily missed."""
    page.get_by_text(words).click()
    page.locator("details").filter(has=page.get_by_text(words)).evaluate(
        """(details) => new Promise((resolve) => {
            let last = -1, frames = 0;
            const look = () => {
                const { height } = details.getBoundingClientRect();
                const isStill = details.open && details.getAnimations({ subtree: true }).length === 0;
                frames = isStill && height === last ? frames + 1 : 0;
                last = height;
                if (frames === 5) resolve();
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )


def chooses_from_menu(page: Page, role: Literal["link", "button"], name: str) -> None:
    """Open the menu of the person who is signed in, and choose something from it."""
    page.locator("details.menu > summary").click()
    page.locator("details.menu").get_by_role(role, name=name, exact=True).click()


def until(holds: Callable[[], bool], page: Page, *, seconds: int = 60) -> None:
    """Check again and again until `holds` is true. Fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "The condition did not become true in time."
        page.wait_for_timeout(50)


@contextmanager
def somebody_saving(app: RunningApp) -> Iterator[None]:
    """Hold the database's write lock for the length of the block, so that every save waits for it."""
    with closing(sqlite3.connect(file_of(app.database_url), isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
