"""A collaboration lead in the browser: what they click, type and see, and what the database then holds."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from assessment.actions.answering import record_response
from assessment.actions.starting import NewAssessment, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.response import Response
from assessment.settings import Settings
from assessment.store import Store
from assessment.views.question_view import QuestionView, open_question_view
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

    def fills_in_the_start(self, *, name: str, round_title: str = "2026") -> None:
        """Fill in the form that starts an assessment, without pressing its button."""
        self.page.goto(f"{self.app.url}/start")
        self.page.get_by_role("textbox", name="Name of the collaboration").fill(name)
        partners = self.page.get_by_role("combobox", name="Partner forces")
        for force in ("Kent Police", "Essex Police"):
            partners.fill(force)
            partners.press("Enter")
        partners.press("Escape")
        lead_force = self.page.get_by_role("combobox", name="Lead force")
        lead_force.fill("Kent Police")
        lead_force.press("Enter")
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
            page="f" * 32,
            at=datetime.now(UTC),
        )

    def has_submitted(self, name: str = "Example dog unit") -> AssessmentId:
        """Start and submit an assessment with one answer in the database, and return its id."""
        assessment = self.has_started(name)
        self.has_answered(assessment, Response(question=question("P1"), reply=self.bank.find_level("good")))
        submit_assessment(self.store, self.actor, self.library, assessment, at=datetime.now(UTC))
        return assessment

    def stored(self, assessment: AssessmentId, question: str) -> QuestionView:
        """Return what the database holds on a question."""
        return open_question_view(self.store, self.actor, self.library, assessment, question)

    def response(self, assessment: AssessmentId, question: str) -> Response:
        return self.stored(assessment, question).stored.response

    def opens(self, assessment: AssessmentId, question: str) -> None:
        self.page.goto(f"{self.app.url}/respond?assessment={assessment}&question={question}")
        self.sees_question(question)

    def sees_question(self, question: str) -> None:
        asked = self.bank.find_question(question)
        assert asked is not None
        expect(self.page.get_by_role("heading", name=f"{question} {asked.title}")).to_be_visible()
        # Until the page is drawn to its end, the fields of the question before can be on it too.
        is_drawn(self.page)
        expect(self.page.locator('[class*="st-key-reply-"]')).to_have_count(1)
        expect(self.page.locator(f'[class*="st-key-reply-"][class*="-{question} "]')).to_have_count(1)
        expect(self.rationale).to_have_count(1)
        expect(self.status).to_be_visible()

    def chooses(self, title: str) -> None:
        """Click a level, or "Not applicable", on the question that is open."""
        self.level(title).click()

    def has_chosen(self, title: str) -> None:
        """Choose a level, and wait until the page has run: that it is saved is told before that."""
        self.chooses(title)
        self.sees_saved()
        expect(self.page.get_by_role("button", name="Clear my choice")).to_be_enabled()

    def clicks_at_once(self, *targets: Locator) -> None:
        """Click one target after the other without a pause, as a slow computer does with clicks it has queued."""
        boxes = [target.bounding_box() for target in targets]
        for box in boxes:
            assert box is not None
            self.page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)

    def level(self, title: str) -> Locator:
        return self.page.locator('[data-testid="stRadioOption"]').filter(
            has=self.page.locator("strong", has_text=re.compile(f"^{title}$"))
        )

    @property
    def chosen(self) -> Locator:
        """Return the level that is chosen on the screen."""
        return self.page.locator('[data-testid="stRadioOption"]:has(input:checked) strong')

    @property
    def rationale(self) -> Locator:
        return self.page.get_by_role("textbox", name="Rationale")

    @property
    def status(self) -> Locator:
        """Return the line between Back and Next that says what was saved."""
        return self.page.get_by_test_id("stBottom").get_by_text(
            re.compile(r"^(Saved |Not answered yet|Not saved|Waiting for|Choose which)")
        )

    def sees_saved(self) -> None:
        expect(self.page.get_by_text(re.compile(r"^Saved \d\d:\d\d$"))).to_be_visible()


def rationale_of(lead: Lead, assessment: AssessmentId, question: str) -> str:
    """Return the rationale in the database."""
    return lead.response(assessment, question).rationale


def question(code: str) -> QuestionCode:
    return QuestionCode(code)


def saved_file(folder: Path, page: Page, link: str) -> Path:
    """Download the file behind a link into the folder, and return its path."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def is_drawn(page: Page) -> None:
    """Wait until the server has drawn the page to its end: Streamlit may drop a click that comes before."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


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
