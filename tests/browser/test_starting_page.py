"""An assessment is started in the browser, once."""

from playwright.sync_api import expect

from assessment.actions.classifying import raise_classification
from assessment.dates import now
from assessment.ids import AssessmentId, CollaborationId
from assessment.rounds.assessment import Classification
from assessment.rounds.names import name_key
from tests.browser.lead_in_browser import Lead, somebody_saving
from tests.browser.page_checks import barriers


def test_start_clicked_twice_begins_one_assessment(lead: Lead) -> None:
    lead.fills_in_the_start(name="Example mounted unit")

    start = lead.page.get_by_role("button", name="Start the assessment")
    with somebody_saving(lead.app):
        start.click()
        start.click()

    expect(lead.page.get_by_role("link", name="Example mounted unit")).to_be_visible()
    lead.page.goto(lead.app.url)
    expect(lead.page.get_by_role("link", name="Example mounted unit")).to_have_count(1)


def test_the_next_round_takes_over_what_it_was_and_the_answers_that_are_confirmed_by_keyboard(lead: Lead) -> None:
    before = lead.has_submitted("Example canal unit")
    raise_classification(lead.store, lead.actor, before, Classification.OFFICIAL_SENSITIVE, at=now())
    page = lead.page
    page.goto(lead.app.url)

    page.get_by_role("link", name="Start the next round").click()
    expect(page.get_by_role("heading", name="Start the next round of Example canal unit")).to_be_visible()
    expect(page.get_by_role("complementary")).to_contain_text("The round before: 2026")
    expect(page).to_have_url(f"{lead.app.url}/start?follows={before}")
    expect(page.get_by_text("Essex Police", exact=True)).to_be_visible()
    expect(page.get_by_role("radio", name="OFFICIAL-SENSITIVE")).to_be_checked()
    page.get_by_role("textbox", name="Title of this round").fill("2027")
    page.get_by_role("textbox", name="Date the answers describe").fill("1 November 2027")
    expect(page.get_by_role("radio", name="Last round’s answers, each to be confirmed")).to_be_checked()
    expect(page.get_by_text("1 of 53 questions can be carried over.")).to_be_visible()
    page.get_by_role("button", name="Start the next round").click()

    expect(page.get_by_text("Round 2027 · in progress")).to_be_visible()
    expect(page.get_by_text("The assessment is started.")).to_be_focused()
    assert len(collaborations_called(lead, "Example canal unit")) == 1

    expect(page.get_by_text("0 of 53 answered · 1 not yet confirmed")).to_be_visible()
    page.get_by_role("link", name="Go on at P1").click()
    lead.sees_question("P1")
    expect(lead.level).to_have_count(0)
    assert barriers(page) == []
    page.get_by_role("region", name="Last round, 2026: not yet confirmed").get_by_role("button").press("Enter")
    lead.sees_saved()
    expect(lead.next).to_be_focused()
    expect(lead.level).to_have_text("Good")
    (next_round,) = [id for id in ids_called(lead, "Example canal unit") if id != before]
    assert lead.response(next_round, "P1") == lead.response(before, "P1")
    lead.next.press("Enter")
    lead.sees_question("P2")
    expect(page.get_by_text("P2 was not answered in 2026, so there is nothing to carry over.")).to_be_visible()


def test_a_new_collaboration_that_looks_like_one_that_is_here_is_started_once_it_is_said_to_be_another(
    lead: Lead,
) -> None:
    lead.has_started("Example harbour unit")
    page = lead.page
    lead.fills_in_the_start(name="Example Harbour Unit")
    start = page.get_by_role("button", name="Start the assessment")
    start.click()

    expect(page.get_by_role("alert")).to_contain_text("A collaboration with this name is here already")
    expect(page.get_by_role("link", name="Start the next round")).to_be_visible()
    page.get_by_text("This is another collaboration, even if one has the same name").first.click()
    start.click()

    expect(page.get_by_role("link", name="Example Harbour Unit", exact=True)).to_be_visible()
    assert len(collaborations_called(lead, "Example harbour unit")) == 2


def ids_called(lead: Lead, name: str) -> list[AssessmentId]:
    with lead.store.read() as unit:
        return [each.id for each in unit.assessments.all() if each.collaboration.name == name]


def collaborations_called(lead: Lead, name: str) -> set[CollaborationId]:
    with lead.store.read() as unit:
        found = [each.collaboration for each in unit.assessments.all()]
    return {each.id for each in found if name_key(each.name) == name_key(name)}


def test_the_lead_force_is_chosen_among_the_partners_and_is_the_own_force_until_another_is_chosen(lead: Lead) -> None:
    lead.fills_in_the_start(name="Example lagoon unit")
    page = lead.page
    leads = page.get_by_role("combobox", name="Lead force")
    expect(leads).to_have_value("Kent Police")

    leads.click()
    expect(page.get_by_role("option")).to_have_text(["Kent Police", "Essex Police"])
    page.get_by_role("option", name="Essex Police").click()
    page.get_by_role("button", name="Start the assessment").click()

    expect(page.get_by_text("0 of 53 answered")).to_be_visible()
    with lead.store.read() as unit:
        (started,) = [each for each in unit.assessments.all() if each.collaboration.name == "Example lagoon unit"]
    assert (started.collaboration.partner_names, started.collaboration.lead_force.name) == (
        ("Kent Police", "Essex Police"),
        "Essex Police",
    )
