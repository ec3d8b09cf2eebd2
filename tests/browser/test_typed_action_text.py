"""Unsaved text of an action stays in the browser, for its author alone, until it is saved."""

import uuid6
from playwright.sync_api import expect

from assessment.ids import ActionId
from tests.browser.lead_in_browser import Lead, is_drawn, until
from tests.browser.test_form_people import another_lead, signs_in_here
from tests.browser.test_improvement_actions_page import (
    SIGN,
    actions,
    chooses_the_question,
    field,
    has_planned,
    opens_the_actions,
    save,
)

LEFT = "Object.keys(localStorage).filter((key) => key.startsWith('unsent'))"
TOLD = "What you typed but did not save is back in the form."


def test_a_half_typed_action_is_there_after_a_reload_and_can_then_be_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_the_actions(lead, assessment)
    expect(lead.page.get_by_text(TOLD)).to_be_hidden()
    field(lead, "What will be done").fill("Sign the agree")
    field(lead, "Owner").fill("Head of Legal")

    lead.page.reload()

    expect(lead.page.get_by_text(TOLD)).to_be_visible()
    expect(field(lead, "What will be done")).to_have_value("Sign the agree")
    chooses_the_question(lead, "G10")
    field(lead, "What will be done").press_sequentially("ment")
    save(lead).click()
    expect(lead.page.get_by_text("1 action: 1 open, 0 of them overdue.")).to_be_visible()
    assert [(each.what, each.owner) for each in actions(lead, assessment)] == [("Sign the agreement", "Head of Legal")]


def test_text_filled_in_again_can_be_saved_as_it_is(lead: Lead) -> None:
    assessment, id = lead.has_started(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_actions(lead, assessment)
    field(lead, "What will be done").fill("Sign it twice.")

    lead.page.reload()
    expect(field(lead, "What will be done")).to_have_value("Sign it twice.")
    save(lead).click()

    until(lambda: [each.what for each in actions(lead, assessment)] == ["Sign it twice."], lead.page)
    until(lambda: lead.page.evaluate(LEFT) == [], lead.page)


def test_saved_text_no_longer_stays_in_the_browser(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_the_actions(lead, assessment)
    chooses_the_question(lead, "G10")
    field(lead, "What will be done").fill("  Sign the agreement  ")
    field(lead, "Owner").fill("Head of Legal")
    assert len(lead.page.evaluate(LEFT)) == 1

    save(lead).click()

    expect(lead.page.get_by_text("1 action: 1 open, 0 of them overdue.")).to_be_visible()
    until(lambda: lead.page.evaluate(LEFT) == [], lead.page)
    lead.page.reload()
    expect(field(lead, "What will be done")).to_have_value("Sign the agreement")
    expect(field(lead, "What will be done", number=1)).to_have_value("")
    expect(lead.page.get_by_text(TOLD)).to_be_hidden()


def test_unsaved_text_is_there_after_another_page(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_the_actions(lead, assessment)
    field(lead, "What will be done").fill("Sign the agree")

    lead.page.get_by_role("link", name="Results", exact=True).click()
    expect(lead.page.get_by_role("heading", name="There is no overall grade yet")).to_be_visible()
    lead.page.get_by_role("link", name="Actions", exact=True).click()

    expect(field(lead, "What will be done")).to_have_value("Sign the agree")


def test_only_its_author_sees_unsaved_text_in_a_shared_browser(lead: Lead) -> None:
    assessment = lead.has_started()
    other = another_lead(lead, assessment)
    opens_the_actions(lead, assessment)
    field(lead, "What will be done").fill("Typed by Sam")

    signs_in_here(lead, other)
    opens_the_actions(lead, assessment)
    expect(lead.page.get_by_text("Signed in as Olu Ade")).to_be_attached()
    expect(field(lead, "What will be done")).to_have_value("")
    field(lead, "What will be done").fill("Typed by Olu")

    signs_in_here(lead, lead.person)
    opens_the_actions(lead, assessment)
    expect(field(lead, "What will be done")).to_have_value("Typed by Sam")


def test_unsaved_text_does_not_leave_the_browser_before_the_button(lead: Lead) -> None:
    assessment = lead.has_started()
    sent: list[str] = []
    lead.page.on("request", lambda request: sent.append(request.post_data or ""))
    lead.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    opens_the_actions(lead, assessment)

    field(lead, "What will be done").fill("Half a secret")
    lead.page.reload()

    expect(field(lead, "What will be done")).to_have_value("Half a secret")
    until(lambda: any(str(assessment) in each for each in sent), lead.page)
    assert [each for each in sent if "Half a secret" in each] == []


def test_discarding_unsaved_text_leaves_saved_text_as_it_is(lead: Lead) -> None:
    assessment, id = lead.has_started(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_actions(lead, assessment)
    field(lead, "What will be done").fill("Sign it twice.")
    field(lead, "What will be done", number=1).fill("Half a sen")
    lead.page.reload()
    expect(field(lead, "What will be done")).to_have_value("Sign it twice.")
    expect(field(lead, "What will be done", number=1)).to_have_value("Half a sen")
    save(lead).click()
    until(lambda: [each.what for each in actions(lead, assessment)] == ["Sign it twice."], lead.page)

    is_drawn(lead.page)
    lead.page.get_by_role("button", name="Discard what I typed").click()

    expect(field(lead, "What will be done", number=1)).to_have_value("")
    expect(field(lead, "What will be done")).to_have_value("Sign it twice.")
    expect(lead.page.get_by_text(TOLD)).to_be_hidden()
    until(lambda: lead.page.evaluate(LEFT) == [], lead.page)
