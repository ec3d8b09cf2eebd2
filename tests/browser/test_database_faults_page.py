"""When the disk or the database fails, a message says so, no text is lost, and work goes on once it is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import create_engine, text

from assessment.actions.submitting import submit_assessment
from assessment.dates import now
from tests.bank_builders import met
from tests.browser.lead_in_browser import Lead, is_drawn, rationale_of, until
from tests.browser.running_app import NEW_PROCESS, RunningApp
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
    folder = tmp_path_factory.mktemp("app")
    with start_app(folder, environment=disk_of_all.environment, command=NEW_PROCESS) as app:
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
def test_what_cannot_be_written_is_kept_and_saved_on_trying_again(lead: Lead, disk: Disk, fault: str) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_ticked("P1.1")

    disk.is_now(fault)
    lead.rationale.fill(LONG)
    lead.rationale.blur()
    expect(problem(lead.page)).to_contain_text(FAULTS[fault])
    expect(lead.status).to_have_text("Not saved: see the top of this question")
    assert rationale_of(lead, assessment, "P1") == ""
    lead.page.reload()
    expect(lead.rationale).to_have_value(LONG)
    expect(problem(lead.page)).to_contain_text(FAULTS[fault])

    disk.is_mended()
    lead.tries_again()
    expect(problem(lead.page)).to_have_count(0)
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == LONG.strip()


def test_what_could_not_be_written_is_sent_from_the_next_question(lead: Lead, disk: Disk) -> None:
    lead.page.clock.install()
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    disk.is_now("read-only")
    lead.ticks("P1.1")
    expect(problem(lead.page)).to_contain_text(FAULTS["read-only"])
    lead.rationale.fill("Typed while it failed")
    lead.next.click()
    lead.sees_question("P2")
    disk.is_mended()
    lead.page.clock.fast_forward(10_000)  # it is tried again every ten seconds

    until(lambda: rationale_of(lead, assessment, "P1") == "Typed while it failed", lead.page)
    assert lead.response(assessment, "P1").reply == met("P1", 1)


def test_what_is_typed_while_nothing_can_be_read_is_saved_afterwards(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    engine = create_engine(lead.app.database_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE session RENAME TO session_elsewhere"))
    try:
        lead.rationale.fill("Typed while nothing could be read")
        lead.rationale.blur()
        expect(problem(lead.page)).to_contain_text(
            "the tables in the database are not those of this version of the app"
        )
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE session_elsewhere RENAME TO session"))
        engine.dispose()
    lead.tries_again()

    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Typed while nothing could be read"


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
    expect(page.get_by_role("link", name="Example boats")).to_be_visible()


def test_an_assessment_that_cannot_be_submitted_or_marked_says_so_and_stays_as_it_was(lead: Lead, disk: Disk) -> None:
    assessment = lead.has_started()
    lead.has_reached(assessment, "P1", "good")
    disk.is_now("read-only")

    lead.page.goto(f"{lead.app.url}/check_answers?assessment={assessment}&step=submit")
    is_drawn(lead.page)
    lead.page.get_by_role("button", name="Submit the assessment").click()
    expect(problem(lead.page)).to_contain_text("Not submitted")
    lead.page.goto(f"{lead.app.url}/report?assessment={assessment}")
    lead.page.get_by_role("button", name="Raise the classification to OFFICIAL-SENSITIVE").click()
    expect(problem(lead.page)).to_contain_text("the database is read-only")

    with lead.store.read() as unit:
        stored = unit.assessments.find(assessment)
    assert stored is not None
    assert (stored.submitted_at, stored.classification) == (None, "OFFICIAL")


def test_a_submitted_assessment_takes_no_answer_and_the_page_says_so(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_ticked("P1.1")

    submit_assessment(lead.store, lead.actor, lead.library, assessment, at=now())
    lead.ticks("P1.2")

    expect(problem(lead.page)).to_contain_text("Not saved")
    expect(problem(lead.page)).to_contain_text("takes no more answers. Start the next round to answer again.")
    lead.page.reload()
    expect(lead.page.get_by_text("This assessment has been submitted and takes no more answers")).to_be_visible()
    expect(lead.page.get_by_role("checkbox")).to_have_count(0)
    assert lead.stored(assessment, "P1").stored.version == 1
