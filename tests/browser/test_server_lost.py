"""When the server is killed between a click and the next, no saved answer is lost and no later one undone."""

import pytest
from playwright.sync_api import Page, expect

from assessment.rounds.response import Response
from tests.browser.lead_in_browser import Lead, question, rationale_of, until
from tests.browser.running_app import RunningApp


@pytest.fixture
def lead(page: Page, own_app: RunningApp) -> Lead:
    return Lead(page, own_app)


def test_an_answer_is_there_when_the_server_was_killed_before_the_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.chooses("Outstanding")
    lead.sees_saved()

    lead.app.kill()
    lead.app.start()
    lead.page.reload()

    expect(lead.chosen).to_have_text("Outstanding")


def test_text_typed_before_the_server_came_back_is_saved_by_the_next_edit(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()
    lead.rationale.press_sequentially("Typed")

    lead.app.kill()
    lead.app.start()
    expect(lead.rationale).to_be_enabled()
    lead.rationale.press_sequentially(" in two goes")
    lead.rationale.blur()

    until(lambda: rationale_of(lead, assessment, "P1") == "Typed in two goes", lead.page)
    expect(lead.rationale).to_have_value("Typed in two goes")
    expect(lead.chosen).to_have_text("Good")


def test_a_page_that_reconnects_does_not_undo_what_was_saved_meanwhile(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.chooses("Good")
    lead.sees_saved()

    lead.app.kill()
    outstanding = lead.bank.find_level("outstanding")
    lead.has_answered(assessment, Response(question=question("P1"), reply=outstanding, rationale="Changed since"))
    lead.app.start()

    expect(lead.page.get_by_text("Changed since")).to_be_visible()
    level = lead.response(assessment, "P1").level
    assert level == outstanding
