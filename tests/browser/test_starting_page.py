"""An assessment is started in the browser, once."""

from playwright.sync_api import expect

from assessment.actions.classifying import raise_classification
from assessment.dates import now
from assessment.ids import CollaborationId
from assessment.rounds.assessment import Classification
from assessment.rounds.names import name_key
from tests.browser.lead_in_browser import Lead, somebody_saving


def test_start_clicked_twice_begins_one_assessment(lead: Lead) -> None:
    lead.fills_in_the_start(name="Example mounted unit")

    start = lead.page.get_by_role("button", name="Start the assessment")
    with somebody_saving(lead.app):
        start.click()
        start.click()

    expect(lead.page.get_by_role("link", name="Example mounted unit")).to_be_visible()
    lead.page.goto(lead.app.url)
    expect(lead.page.get_by_role("link", name="Example mounted unit")).to_have_count(1)


def test_the_next_round_is_started_from_home_with_its_partners_and_classification_taken_over(lead: Lead) -> None:
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
    page.get_by_role("button", name="Start the next round").click()

    expect(page.get_by_text("Round 2027 · in progress")).to_be_visible()
    expect(page.get_by_text("The assessment is started.")).to_be_focused()
    assert len(collaborations_called(lead, "Example canal unit")) == 1


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
