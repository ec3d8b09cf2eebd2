"""When a file of the question bank disappears or changes while the app runs, a sentence says so and no text is lost."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assessment.settings import PROJECT
from pages.menu import PAGES
from tests.browser.lead_in_browser import Lead, rationale_of, until
from tests.browser.running_app import NEW_PROCESS, RunningApp
from tests.conftest import StartApp
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

THEME = Path("collaboration") / "2026.3" / "purpose.yaml"
UNUSABLE = "The question bank collaboration 2026.3 cannot be used: it has 1 problem. Answers already given are safe."
CHANGED = (
    "The question bank collaboration 2026.3 is not what was published: its files have been changed since. "
    "Answers already given are safe."
)


@pytest.fixture(scope="module")
def folder_of_banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the question banks to a folder that the app of this file reads and its tests may damage."""
    return Path(shutil.copytree(PROJECT / "question_banks", tmp_path_factory.mktemp("banks") / "question_banks"))


@pytest.fixture(scope="module")
def app(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory, folder_of_banks: Path) -> Iterator[RunningApp]:
    with start_app(tmp_path_factory.mktemp("app"), environment={"QUESTION_BANKS": str(folder_of_banks)}) as app:
        yield app


@pytest.fixture
def banks(folder_of_banks: Path) -> Iterator[Path]:
    """Lend the folder of question banks to a test, and put back what the test damages."""
    yield folder_of_banks
    restore(folder_of_banks)


def restore(banks: Path) -> None:
    shutil.copy(PROJECT / "question_banks" / THEME, banks / THEME)


def delete(file: Path) -> None:
    file.unlink()


def edit(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("A clear purpose", "A purpose"), encoding="utf-8")


def damage(file: Path) -> None:
    file.write_bytes(b"theme: [purpose\n\x00")


@pytest.mark.parametrize(("breaks", "says"), [(delete, UNUSABLE), (edit, CHANGED)])
def test_a_bank_that_breaks_while_a_sentence_is_typed_is_told_and_the_sentence_is_saved_when_it_is_back(
    lead: Lead, banks: Path, breaks: Callable[[Path], None], says: str
) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_ticked("P1.1")

    breaks(banks / THEME)
    lead.rationale.fill("Typed while the bank was away")
    lead.rationale.blur()
    expect(lead.page.get_by_role("alert")).to_contain_text(says)
    home = lead.another_tab().page
    home.goto(lead.app.url)
    expect(home.get_by_role("link", name="Example dog unit")).to_be_visible()
    expect(home.get_by_text(says)).to_be_visible()
    expect(home.get_by_role("link", name="Continue")).to_have_count(0)

    restore(banks)
    lead.tries_again()
    lead.sees_saved()
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed while the bank was away", lead.page)
    home.reload()
    expect(home.get_by_role("link", name="Continue").first).to_be_visible()


def test_half_a_sentence_is_there_when_the_bank_is_back_after_a_reload(lead: Lead, banks: Path) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    delete(banks / THEME)
    lead.rationale.fill("Half a sen")
    expect(lead.page.get_by_role("alert")).to_contain_text(UNUSABLE)
    lead.page.reload()
    expect(lead.page.get_by_role("alert")).to_contain_text(UNUSABLE)
    expect(lead.rationale).to_have_count(0)

    restore(banks)
    lead.page.get_by_role("button", name="Try again").click()

    expect(lead.rationale).to_have_value("Half a sen")
    until(lambda: rationale_of(lead, assessment, "P1") == "Half a sen", lead.page)


def test_the_app_starts_with_a_bank_that_cannot_be_used_and_says_so(
    start_app: StartApp, tmp_path: Path, banks: Path, page: Page
) -> None:
    delete(banks / THEME)

    with start_app(tmp_path, environment={"QUESTION_BANKS": str(banks)}, command=NEW_PROCESS) as app:
        lead = Lead(page, app)
        lead.page.goto(f"{app.url}/respond?assessment={lead.has_started()}")

        expect(lead.page.get_by_role("alert")).to_contain_text(UNUSABLE)


def test_every_page_of_an_assessment_says_what_is_wrong_with_its_bank(lead: Lead, banks: Path) -> None:
    assessment = lead.has_submitted()
    # What is only shown where forces answer alone shows nothing of the bank here.
    names = [*(entry.name for entry in PAGES if entry.of_assessment and not entry.only_alone), "compare"]
    client = AppClient(lead.app)
    with closing(client.store), websocket_client(client, cookie(lead.actor)) as program:
        damage(banks / THEME)
        without = {name: program.visits(name, f"assessment={assessment}") for name in names}
        restore(banks)
        restored = {name: program.visits(name, f"assessment={assessment}") for name in names}

    assert [name for name, drawn in without.items() if UNUSABLE not in drawn] == []
    assert [name for name, drawn in restored.items() if UNUSABLE in drawn or "Example dog unit" not in drawn] == []
    assert "Traceback" not in lead.app.log()


def test_nothing_is_started_without_a_bank_and_the_form_keeps_what_was_typed(lead: Lead, banks: Path) -> None:
    lead.fills_in_the_start(name="Example boats")
    delete(banks / THEME)

    lead.page.get_by_role("button", name="Start the assessment").click()
    expect(lead.page.get_by_role("alert")).to_contain_text("Assessment not started")
    expect(lead.page.get_by_role("textbox", name="Name of the collaboration")).to_have_value("Example boats")
    restore(banks)
    lead.page.get_by_role("button", name="Start the assessment").click()

    expect(lead.page.get_by_role("link", name="Example boats")).to_be_visible()
