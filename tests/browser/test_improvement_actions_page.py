"""Actions are planned, changed and found again in the browser; nobody overwrites a change they have not seen."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import uuid6
from playwright.sync_api import Locator, expect

from assessment.actions.planning_improvement import save_improvement_action
from assessment.codes import ActionState
from assessment.exports.assessment_exports import export_report
from assessment.ids import ActionId, AssessmentId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction
from assessment.views.improvement_view import open_improvement_actions
from tests.browser.lead_in_browser import Lead, is_drawn, until

SIGN = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2099, 12, 1))


def opens_the_actions(lead: Lead, assessment: AssessmentId) -> None:
    lead.page.goto(f"{lead.app.url}/improvement_actions?assessment={assessment}")
    expect(lead.page.get_by_role("heading", name="Plan an action")).to_be_visible()
    expect(lead.page.locator(".kept[data-watching]")).to_have_count(1)
    # As with a click, nobody types while a run still draws.
    is_drawn(lead.page)


def field(lead: Lead, name: str, *, number: int = 0) -> Locator:
    return lead.page.get_by_role("textbox", name=name).nth(number)


def chooses_the_question(lead: Lead, code: str) -> None:
    question = lead.page.get_by_role("combobox", name="Question")
    question.fill(code)
    question.press("Enter")
    expect(question).to_have_value(re.compile(f"^{code} "))


def save(lead: Lead, *, number: int = 0) -> Locator:
    is_drawn(lead.page)
    return lead.page.get_by_role("button", name="Save the action").nth(number)


def actions(lead: Lead, assessment: AssessmentId) -> list[ImprovementAction]:
    plan = open_improvement_actions(lead.store, lead.person.actor, lead.library, assessment, at=datetime.now(UTC))
    return [line.stored.action for line in plan.lines]


def has_planned(
    lead: Lead, assessment: AssessmentId, action: ImprovementAction, *, id: ActionId, expected_version: int = 0
) -> None:
    at = datetime.now(UTC)
    save_improvement_action(
        lead.store, lead.person.actor, lead.library, assessment, action, id=id, expected_version=expected_version, at=at
    )


def test_an_action_is_planned_and_is_there_after_leaving_and_after_a_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_the_actions(lead, assessment)
    expect(lead.page.get_by_text("No actions are planned yet.")).to_be_visible()

    chooses_the_question(lead, "G10")
    field(lead, "What will be done").fill("Sign the agreement")
    field(lead, "Owner").fill("Head of Legal")
    save(lead).click()

    expect(lead.page.get_by_text("1 action: 1 open, 0 of them overdue.")).to_be_visible()
    assert [(each.question, each.what, each.owner) for each in actions(lead, assessment)] == [
        ("G10", "Sign the agreement", "Head of Legal")
    ]
    # The form for the next one is empty again.
    expect(field(lead, "What will be done", number=1)).to_have_value("")
    lead.page.get_by_role("link", name="Results", exact=True).click()
    expect(lead.page.get_by_role("heading", name="There is no overall grade yet")).to_be_visible()
    lead.page.get_by_role("link", name="Actions", exact=True).click()
    expect(field(lead, "What will be done")).to_have_value("Sign the agreement")
    lead.page.reload()
    expect(field(lead, "What will be done")).to_have_value("Sign the agreement")


def test_an_action_is_planned_for_a_statement_that_would_lift_a_grade(lead: Lead) -> None:
    assessment = lead.has_started()
    for question in lead.bank.themes[0].questions:
        lead.has_reached(assessment, question.code, "adequate")
    lead.page.goto(f"{lead.app.url}/results?assessment={assessment}")
    link = lead.page.get_by_role("link", name="Plan an action for").first
    code = (link.text_content() or "").rpartition(" ")[2]
    (statement,) = (each for question in lead.bank.questions() for each in question.statements if each.code == code)

    link.click()
    expect(field(lead, "What will be done")).to_have_value(statement.text)
    field(lead, "Owner").fill("Head of Legal")
    save(lead).click()

    expect(lead.page.get_by_text("1 action: 1 open, 0 of them overdue.")).to_be_visible()
    assert [(each.question, each.what) for each in actions(lead, assessment)] == [
        (code.partition(".")[0], statement.text)
    ]
    expect(field(lead, "What will be done", number=1)).to_have_value("")


def test_an_action_that_is_done_says_so_after_a_reload(lead: Lead) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, SIGN, id=ActionId(uuid6.uuid7()))
    opens_the_actions(lead, assessment)

    state = lead.page.get_by_role("combobox", name=re.compile("Status")).first
    state.fill("Done")
    state.press("Enter")
    save(lead).click()

    expect(lead.page.get_by_text("1 action: 0 open, 0 of them overdue.")).to_be_visible()
    assert [each.state for each in actions(lead, assessment)] == [ActionState.DONE]
    lead.page.reload()
    expect(lead.page.get_by_text("1 action: 0 open, 0 of them overdue.")).to_be_visible()


def test_an_action_that_cannot_be_saved_stays_in_the_fields_under_the_reason(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_the_actions(lead, assessment)

    chooses_the_question(lead, "G10")
    field(lead, "What will be done").fill("Sign the agreement")
    save(lead).click()

    expect(lead.page.get_by_role("alert")).to_contain_text("The owner is empty.")
    expect(field(lead, "What will be done")).to_have_value("Sign the agreement")
    assert actions(lead, assessment) == []


def test_nobody_overwrites_a_change_by_a_colleague_unseen(lead: Lead) -> None:
    assessment, id = lead.has_started(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_actions(lead, assessment)
    theirs = ImprovementAction(question=SIGN.question, what="Theirs.", owner=SIGN.owner, due=SIGN.due)
    has_planned(lead, assessment, theirs, id=id, expected_version=1)

    field(lead, "What will be done").fill("Mine.")
    save(lead).click()

    expect(lead.page.get_by_role("alert")).to_contain_text("This action was changed by Sam Reed")
    expect(field(lead, "What will be done")).to_have_value("Mine.")
    assert actions(lead, assessment) == [theirs]
    lead.page.reload()
    told = lead.page.get_by_text(
        "A different text was saved in the meantime, and saving yours will replace it: “Theirs.”"
    )
    expect(told).to_be_visible()
    expect(field(lead, "What will be done")).to_have_value("Mine.")
    lead.page.get_by_role("button", name="Discard what I typed").click()
    expect(field(lead, "What will be done")).to_have_value("Theirs.")
    lead.page.reload()
    expect(field(lead, "What will be done")).to_have_value("Theirs.")
    expect(told).to_be_hidden()


def test_what_was_typed_is_shown_as_it_was_typed(lead: Lead) -> None:
    assessment = lead.has_started()
    typed = "<b>bold</b> [x](javascript:alert(1)) :smile:"
    action = ImprovementAction(question=QuestionCode("P1"), what=typed, owner=typed, due=date(2020, 1, 1))
    has_planned(lead, assessment, action, id=ActionId(uuid6.uuid7()))

    opens_the_actions(lead, assessment)

    expect(field(lead, "What will be done")).to_have_value(typed)
    expect(lead.page.get_by_text("Overdue: due on 1 January 2020.")).to_be_visible()
    until(lambda: actions(lead, assessment) == [action], lead.page)


def test_the_page_says_what_changed_since_the_report_of_an_earlier_day(lead: Lead) -> None:
    assessment, id = lead.has_submitted(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_actions(lead, assessment)
    expect(lead.page.get_by_text("Since")).to_have_count(0)
    export_report(lead.store, lead.actor, lead.library, assessment, at=datetime(2020, 11, 3, 9, 0, tzinfo=UTC))
    has_planned(
        lead, assessment, replace(SIGN, owner="Head of Finance", due=date(2098, 1, 1)), id=id, expected_version=1
    )

    opens_the_actions(lead, assessment)

    told = "Since version 1 of 3 November 2020: 1 with a new due date."
    expect(lead.page.get_by_text(f"{told} That was the last report issued before today.")).to_be_visible()
    changed = "Since the last report: was due on 1 December 2099; owner was Head of Legal."
    expect(lead.page.get_by_text(changed)).to_be_visible()
