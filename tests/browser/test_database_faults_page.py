"""When the disk or the database fails, a message says so, no text is lost, and work goes on once it is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import create_engine, text

from assessment.actions.answering import keep_draft
from assessment.actions.submitting import submit_assessment
from assessment.dates import now
from assessment.rounds.response import Draft
from tests.browser.lead_in_browser import Lead, is_drawn, question, rationale_of, until
from tests.browser.running_app import RunningApp
from tests.conftest import StartApp

LONG = "Agreed in May. " * 260
"""A rationale so long that the database needs another page for it."""
FAULTS = {
    "full": "Not saved: the disk is full. What you typed is still on this page. "
    "Ask whoever runs this service to free some space, then try again.",
    "read-only": "Not saved: the database is read-only. What you typed is still on this page. "
    "Ask whoever runs this service to make it writable, then try again.",
}


class Disk:
    """The disk under the database, which a test can break and mend while the app runs."""

    def __init__(self, folder: Path) -> None:
        self._state = folder / "disk.txt"
        self.environment = {
            "PYTHONPATH": str(Path(__file__).with_name("failing_disk")),
            "STATE_OF_THE_DISK": str(self._state),
        }

    def is_now(self, fault: str) -> None:
        self._state.write_text(fault, encoding="utf-8")

    def is_mended(self) -> None:
        self._state.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def disk_of_all(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    return Disk(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def app(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory, disk_of_all: Disk) -> Iterator[RunningApp]:
    with start_app(tmp_path_factory.mktemp("app"), environment=disk_of_all.environment) as app:
        yield app
        assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def disk(disk_of_all: Disk) -> Iterator[Disk]:
    """The disk under the app of this file, whole before and after each test."""
    yield disk_of_all
    disk_of_all.is_mended()


def problem(page: Page) -> Locator:
    return page.get_by_role("alert")


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_written_stays_on_the_page_and_is_saved_on_trying_again(
    lead: Lead, disk: Disk, fault: str
) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_chosen("Good")

    disk.is_now(fault)
    lead.rationale.fill(LONG)
    lead.rationale.blur()
    expect(problem(lead.page)).to_contain_text(FAULTS[fault])
    expect(lead.status).to_have_text("Not saved: see the top of this question")
    expect(lead.rationale).to_have_value(LONG)
    expect(lead.chosen).to_have_text("Good")
    assert rationale_of(lead, assessment, "P1") == ""

    disk.is_mended()
    is_drawn(lead.page)
    lead.page.get_by_role("button", name="Try again").click()
    expect(problem(lead.page)).to_have_count(0)
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == LONG.strip()


def test_a_sentence_half_typed_while_nothing_can_be_written_comes_back_by_itself_after_a_reload(
    lead: Lead, disk: Disk
) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    disk.is_now("read-only")
    lead.rationale.press_sequentially("Half a sen")
    lead.page.reload()
    lead.sees_question("P1")
    disk.is_mended()

    expect(lead.rationale).to_have_value("Half a sen")
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Half a sen"


def test_what_could_not_be_written_is_there_again_after_going_on_and_back(lead: Lead, disk: Disk) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    disk.is_now("read-only")
    lead.chooses("Adequate")
    expect(problem(lead.page)).to_contain_text(FAULTS["read-only"])
    lead.rationale.fill("Typed while it failed")
    lead.page.get_by_role("button", name="Add evidence").click()
    lead.page.get_by_role("textbox", name="Title of the evidence").fill("Board paper 12")
    lead.page.get_by_role("textbox", name="Title of the evidence").blur()

    lead.page.get_by_role("link", name="Next").click(delay=80)
    lead.sees_question("P2")
    expect(problem(lead.page)).to_contain_text("Your last change to P1 was not saved. Go back to it to try again")
    disk.is_mended()
    lead.page.get_by_role("link", name="Back").click(delay=80)
    lead.sees_question("P1")

    expect(lead.rationale).to_have_value("Typed while it failed")
    expect(lead.page.get_by_role("textbox", name="Title of the evidence")).to_have_value("Board paper 12")
    expect(lead.chosen).to_have_text("Adequate")
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed while it failed", lead.page)
    response = lead.response(assessment, "P1")
    assert response.level == lead.bank.find_level("adequate")
    assert [item.title for item in response.evidence] == ["Board paper 12"]


def test_what_is_typed_while_nothing_can_be_read_is_there_again_afterwards(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_chosen("Good")

    engine = create_engine(lead.app.database_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE session RENAME TO session_elsewhere"))
    try:
        lead.rationale.fill("Typed while nothing could be read")
        lead.rationale.blur()
        expect(problem(lead.page)).to_contain_text("The assessments cannot be read")
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE session_elsewhere RENAME TO session"))
        engine.dispose()
    is_drawn(lead.page)
    lead.page.get_by_role("button", name="Try again").click()

    expect(lead.rationale).to_have_value("Typed while nothing could be read")
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed while nothing could be read", lead.page)


def test_a_choice_that_cannot_be_cleared_stays_chosen(lead: Lead, disk: Disk) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_chosen("Good")

    disk.is_now("read-only")
    lead.page.get_by_role("button", name="Clear my choice").click()

    expect(problem(lead.page)).to_contain_text("Not cleared")
    expect(problem(lead.page)).to_contain_text("the database is read-only")
    expect(lead.chosen).to_have_text("Good")
    expect(lead.page.get_by_role("link", name="Next")).to_be_visible()


def test_a_form_that_cannot_be_saved_keeps_what_was_typed(lead: Lead, disk: Disk) -> None:
    page = lead.page
    lead.fills_in_the_start(name="Example boats")

    disk.is_now("read-only")
    page.get_by_role("button", name="Start the assessment").click()
    expect(problem(page)).to_contain_text("Assessment not started")
    expect(problem(page)).to_contain_text(FAULTS["read-only"])
    expect(page.get_by_role("textbox", name="Name of the collaboration")).to_have_value("Example boats")

    disk.is_mended()
    page.get_by_role("button", name="Start the assessment").click()
    expect(page.get_by_role("heading", name="Example boats", level=1)).to_be_visible()


def test_an_assessment_that_cannot_be_submitted_or_marked_says_so_and_stays_as_it_was(lead: Lead, disk: Disk) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_chosen("Good")
    disk.is_now("read-only")

    lead.page.goto(f"{lead.app.url}/check_answers?assessment={assessment}")
    is_drawn(lead.page)
    lead.page.get_by_role("button", name="Submit the assessment").click()
    expect(problem(lead.page)).to_contain_text("Not submitted")
    lead.page.goto(f"{lead.app.url}/report?assessment={assessment}")
    lead.page.get_by_role("button", name="Raise the classification to OFFICIAL-SENSITIVE").click()
    expect(problem(lead.page)).to_contain_text("the database is read-only")

    stored = lead.stored(assessment, "P1").opened.assessment
    assert (stored.submitted_at, stored.classification) == (None, "OFFICIAL")


def test_text_of_a_closed_page_is_shown_while_it_cannot_be_saved_and_saved_when_it_can(lead: Lead, disk: Disk) -> None:
    assessment = lead.has_started()
    draft = Draft(
        question=question("P1"), page="f" * 32, expected_version=0, kept_at=now(), fields={"rationale": "Half a sen"}
    )
    keep_draft(lead.store, lead.actor, lead.library, assessment, draft)
    disk.is_now("read-only")

    lead.opens(assessment, "P1")
    expect(lead.rationale).to_have_value("Half a sen")
    expect(problem(lead.page)).to_contain_text(FAULTS["read-only"])
    disk.is_mended()
    is_drawn(lead.page)
    lead.page.get_by_role("button", name="Try again").click()

    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Half a sen"


def test_a_submitted_assessment_takes_no_answer_and_the_page_says_so(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_chosen("Good")

    submit_assessment(lead.store, lead.actor, lead.library, assessment, at=now())
    lead.chooses("Outstanding")

    expect(problem(lead.page)).to_contain_text("Not saved")
    expect(problem(lead.page)).to_contain_text("takes no more answers. Start the next round to answer again.")
    lead.page.reload()
    expect(lead.page.get_by_text("This assessment has been submitted and takes no more answers.")).to_be_visible()
    expect(lead.page.get_by_role("radio")).to_have_count(0)
    with lead.store.read() as unit:
        stored = unit.assessments.find(assessment)
        assert stored is not None
        saved = unit.responses.of(stored, lead.bank)
    assert [(each.response.level, each.version) for each in saved.values()] == [(lead.bank.find_level("good"), 1)]
