"""Unsaved text of an action stays in the browser, for its author alone, until it is saved."""

import uuid6
from playwright.sync_api import expect

from assessment.actions.signing_in import sign_out
from assessment.ids import ActionId
from tests.browser.lead_in_browser import Lead, until
from tests.browser.test_form_people import another_lead, signs_in_here
from tests.browser.test_improvement_actions_page import (
    SIGN,
    actions,
    field,
    fills_in,
    form,
    has_planned,
    opens_a_new_action,
    opens_the_action,
    opens_the_actions,
    saves,
    what,
)

LEFT = "Object.keys(localStorage).filter((key) => key.startsWith('unsent'))"
TOLD = "What you typed but did not save is back."


def test_a_half_typed_action_is_there_after_a_reload_and_can_then_be_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    expect(form(lead).get_by_text(TOLD)).to_have_count(0)
    fills_in(lead, words="Sign the agree")

    lead.page.reload()

    expect(form(lead).get_by_text(TOLD)).to_be_visible()
    expect(what(lead)).to_have_value("Sign the agree")
    expect(form(lead).get_by_role("combobox", name="Question")).to_have_value("G10")
    expect(field(lead, "Due")).to_have_value("1 December 2099")
    what(lead).press("End")
    what(lead).press_sequentially("ment")
    saves(lead)
    expect(lead.page.get_by_role("heading", name="1 action is open")).to_be_visible()
    assert [(each.what, each.owner) for each in actions(lead, assessment)] == [("Sign the agreement", "Head of Legal")]


def test_text_filled_in_again_can_be_saved_as_it_is_and_then_no_longer_stays_in_the_browser(lead: Lead) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, SIGN, id=ActionId(uuid6.uuid7()))
    opens_the_action(lead, assessment, "Sign it.")
    what(lead).fill("  Sign it twice.  ")
    assert len(lead.page.evaluate(LEFT)) == 1

    lead.page.reload()
    expect(what(lead)).to_have_value("  Sign it twice.  ")
    saves(lead)

    until(lambda: [each.what for each in actions(lead, assessment)] == ["Sign it twice."], lead.page)
    until(lambda: lead.page.evaluate(LEFT) == [], lead.page)


def test_unsaved_text_is_named_on_the_page_and_opened_from_there(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    what(lead).fill("Sign the agree")
    form(lead).get_by_role("button", name="Close").click()
    expect(form(lead)).to_have_count(0)

    lead.page.get_by_role("link", name="Results", exact=True).click()
    expect(lead.page.get_by_role("heading", name="There is no overall grade yet")).to_be_visible()
    lead.page.get_by_role("link", name="Actions", exact=True).click()
    expect(lead.page.get_by_text("Open these to save or discard what you typed")).to_be_visible()
    lead.page.get_by_role("link", name="New action").click()

    expect(what(lead)).to_have_value("Sign the agree")


def test_text_typed_into_one_form_is_in_no_other(lead: Lead) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, SIGN, id=ActionId(uuid6.uuid7()))
    opens_a_new_action(lead, assessment)
    what(lead).fill("Sign the agree")

    opens_the_action(lead, assessment, "Sign it.")

    expect(what(lead)).to_have_value("Sign it.")


def test_only_its_author_sees_unsaved_text_in_a_shared_browser(lead: Lead) -> None:
    assessment = lead.has_started()
    other = another_lead(lead, assessment)
    opens_a_new_action(lead, assessment)
    what(lead).fill("Typed by Sam")

    signs_in_here(lead, other)
    opens_the_actions(lead, assessment)
    expect(lead.page.get_by_text("Signed in as Olu Ade")).to_be_attached()
    expect(lead.page.get_by_text("Not saved yet.")).to_have_count(0)
    opens_a_new_action(lead, assessment)
    expect(what(lead)).to_have_value("")
    what(lead).fill("Typed by Olu")

    signs_in_here(lead, lead.person)
    opens_a_new_action(lead, assessment)
    expect(what(lead)).to_have_value("Typed by Sam")


def test_unsaved_text_does_not_leave_the_browser_before_the_button(lead: Lead) -> None:
    assessment = lead.has_started()
    sent: list[str] = []
    lead.page.on("request", lambda request: sent.append(request.post_data or ""))
    lead.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    opens_a_new_action(lead, assessment)

    what(lead).fill("Half a secret")
    lead.page.reload()

    expect(what(lead)).to_have_value("Half a secret")
    until(lambda: any(str(assessment) in each for each in sent), lead.page)
    assert [each for each in sent if "Half a secret" in each] == []


def test_text_that_is_sent_after_the_session_has_ended_is_kept_and_saved_after_signing_in(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    fills_in(lead)
    sign_out(lead.store, lead.actor)

    saves(lead)

    expect(form(lead).get_by_role("alert")).to_contain_text("You are not signed in, or your session has ended.")
    expect(form(lead).get_by_role("alert").get_by_role("link", name="Sign in")).to_be_visible()
    assert len(lead.page.evaluate(LEFT)) == 1
    signs_in_here(lead, lead.person)
    opens_a_new_action(lead, assessment)
    expect(what(lead)).to_have_value("Sign the agreement")
    saves(lead)
    expect(lead.page.get_by_role("heading", name="1 action is open")).to_be_visible()


def test_an_action_that_was_saved_without_an_answer_is_saved_once(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    fills_in(lead)
    lead.page.route("**/actions/*", lambda route: (route.fetch(), route.abort()))

    saves(lead)
    expect(form(lead).get_by_role("alert")).to_contain_text("Not saved: there is no connection.")
    lead.page.unroute("**/actions/*")
    saves(lead)

    expect(lead.page.get_by_role("heading", name="1 action is open")).to_be_visible()
    assert len(actions(lead, assessment)) == 1


def test_discarding_unsaved_text_leaves_saved_text_as_it_is(lead: Lead) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, SIGN, id=ActionId(uuid6.uuid7()))
    opens_the_action(lead, assessment, "Sign it.")
    what(lead).fill("Sign it twi")
    lead.page.reload()
    expect(what(lead)).to_have_value("Sign it twi")

    form(lead).get_by_role("button", name="Discard what I typed").click()

    expect(what(lead)).to_have_value("Sign it.")
    expect(form(lead).get_by_text(TOLD)).to_have_count(0)
    assert lead.page.evaluate(LEFT) == []
    assert [each.what for each in actions(lead, assessment)] == ["Sign it."]
