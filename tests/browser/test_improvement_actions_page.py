"""Actions are planned, changed and found again in the browser; nobody overwrites a change they have not seen."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import uuid6
from playwright.sync_api import Locator, expect

from assessment.actions.planning_improvement import save_improvement_action
from assessment.codes import ActionState, Event, Role
from assessment.exports.issuing import issue_report
from assessment.ids import ActionId, AssessmentId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction
from assessment.views import action_choice
from assessment.views.improvement_view import open_improvement_actions
from tests.browser.lead_in_browser import Lead, is_drawn, saved_file, until
from tests.browser.page_checks import barriers, sideways, without_visible_focus
from tests.browser.test_frame import follows_links
from tests.signed_in_people import somebody

SIGN = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2099, 12, 1))


def opens_the_actions(lead: Lead, assessment: AssessmentId, **asked: object) -> None:
    more = "".join(f"&{name}={value}" for name, value in asked.items())
    lead.page.goto(f"{lead.app.url}/improvement_actions?assessment={assessment}{more}")
    expect(lead.page.get_by_role("link", name="Plan an action", exact=True)).to_be_attached()
    # As with a click, nobody types while a run still draws.
    is_drawn(lead.page)


def opens_a_new_action(lead: Lead, assessment: AssessmentId) -> None:
    opens_the_actions(lead, assessment)
    lead.page.get_by_role("link", name="Plan an action", exact=True).click()
    expect(form(lead).get_by_role("heading", name="Plan an action")).to_be_focused()


def opens_the_action(lead: Lead, assessment: AssessmentId, what: str) -> None:
    opens_the_actions(lead, assessment)
    lead.page.get_by_role("link", name=f"Update “{what}”").click()
    expect(form(lead).get_by_role("heading", name="Update the action")).to_be_focused()


def form(lead: Lead) -> Locator:
    return lead.page.get_by_role("dialog")


def field(lead: Lead, name: str) -> Locator:
    return form(lead).get_by_role("textbox", name=name)


def what(lead: Lead) -> Locator:
    return field(lead, "What will be done")


def row(lead: Lead, text: str) -> Locator:
    return lead.page.get_by_role("row").filter(has_text=text)


def fills_in(lead: Lead, *, words: str = "Sign the agreement") -> None:
    form(lead).get_by_role("combobox", name="Question").select_option("G10")
    what(lead).fill(words)
    field(lead, "Job title of the owner").fill("Head of Legal")
    field(lead, "Due").fill("1 December 2099")


def saves(lead: Lead) -> None:
    form(lead).get_by_role("button", name="Save the action").click()


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


def test_an_action_is_planned_and_the_focus_is_on_its_row_that_says_it_is_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    expect(lead.page.get_by_role("heading", name="No action is planned yet")).to_be_attached()
    # What is new is still to be done.
    expect(form(lead).get_by_role("group", name="State").get_by_role("radio")).to_have_count(2)

    fills_in(lead)
    form(lead).get_by_role("combobox", name="What it makes true").select_option("G10.1")
    saves(lead)

    expect(lead.page.get_by_role("heading", name="1 action is open")).to_be_visible()
    expect(form(lead)).to_have_count(0)
    changed = row(lead, "Sign the agreement").locator("[data-action]")
    expect(changed).to_be_focused()
    expect(changed).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    expect(changed).to_contain_text("G10.1")
    assert [(each.question, each.about, each.what, each.owner, each.due) for each in actions(lead, assessment)] == [
        ("G10", "G10.1", "Sign the agreement", "Head of Legal", date(2099, 12, 1))
    ]
    lead.page.reload()
    expect(row(lead, "Sign the agreement")).to_be_visible()
    expect(form(lead)).to_have_count(0)


def test_an_action_is_planned_for_a_statement_that_would_lift_a_grade(lead: Lead) -> None:
    assessment = lead.has_started()
    for question in lead.bank.themes[0].questions:
        lead.has_reached(assessment, question.code, "adequate")
    lead.page.goto(f"{lead.app.url}/results?assessment={assessment}")
    link = lead.page.get_by_role("link", name="Plan an action for").first
    code = (link.text_content() or "").rpartition(" ")[2]
    (statement,) = (each for question in lead.bank.questions() for each in question.statements if each.code == code)

    link.click()
    expect(what(lead)).to_have_value(statement.text)
    expect(form(lead).get_by_role("combobox", name="What it makes true")).to_have_value(code)
    field(lead, "Job title of the owner").fill("Head of Legal")
    field(lead, "Due").fill("1/12/2099")
    saves(lead)

    expect(lead.page.get_by_role("heading", name="1 action is open")).to_be_visible()
    assert [(each.question, each.about, each.what) for each in actions(lead, assessment)] == [
        (code.partition(".")[0], code, statement.text)
    ]
    lead.page.goto(f"{lead.app.url}/results?assessment={assessment}")
    expect(lead.page.get_by_role("link", name=f"Planned for {code}").first).to_be_visible()


def test_a_person_of_the_collaboration_owns_an_action_and_finds_it_on_home(lead: Lead) -> None:
    assessment = lead.has_started()
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
    assert found is not None
    board = somebody(lead.store, "Bo Dean", roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    somebody(lead.store, "A stranger")
    opens_a_new_action(lead, assessment)
    fills_in(lead)

    form(lead).get_by_role("radio", name="A person who can sign in").check()
    person = form(lead).get_by_role("combobox", name="Person who owns it")
    assert person.locator("option").all_text_contents() == ["Choose a person", "Bo Dean", lead.person.name]
    person.select_option("Bo Dean")
    saves(lead)

    expect(row(lead, "Bo Dean")).to_be_visible()
    at_home = Lead(lead.page.context.browser.new_context().new_page(), lead.app, board)  # type: ignore[union-attr]
    at_home.page.goto(lead.app.url)
    at_home.page.get_by_role("link", name="See the action").click()
    expect(row(at_home, "Sign the agreement")).to_be_visible()
    at_home.page.context.close()


def test_escape_closes_the_form_and_the_focus_is_where_it_was_on_a_page_that_has_not_moved(lead: Lead) -> None:
    assessment = lead.has_started()
    for number in range(action_choice.LINES_PER_PAGE):
        has_planned(lead, assessment, replace(SIGN, what=f"Step {number:02}"), id=ActionId(uuid6.uuid7()))
    opens_the_actions(lead, assessment)
    follows_links(lead.page)
    update = lead.page.get_by_role("link", name=f"Update “Step {action_choice.LINES_PER_PAGE - 1}”")
    update.focus()
    place = update.bounding_box()

    update.press("Enter")
    expect(form(lead).get_by_role("heading", name="Update the action")).to_be_focused()
    lead.page.keyboard.press("Escape")

    expect(form(lead)).to_have_count(0)
    expect(update).to_be_focused()
    assert update.bounding_box() == place


def test_a_withdrawn_action_needs_a_reason_and_stays_on_record(lead: Lead) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, SIGN, id=ActionId(uuid6.uuid7()))
    opens_the_action(lead, assessment, "Sign it.")

    form(lead).get_by_role("radio", name="Withdrawn").check()
    saves(lead)
    expect(form(lead).get_by_role("alert")).to_be_focused()
    form(lead).get_by_role("link", name="Say why the action is withdrawn.").click()
    expect(field(lead, "Why it is withdrawn")).to_be_focused()
    field(lead, "Why it is withdrawn").fill("The unit closes.")
    saves(lead)

    expect(lead.page.get_by_role("heading", name="No action is open")).to_be_visible()
    # The row that was changed stays in sight, although the list shows open ones.
    expect(row(lead, "The unit closes.").locator("[data-action]")).to_be_focused()
    assert [(each.state, each.reason) for each in actions(lead, assessment)] == [
        (ActionState.WITHDRAWN, "The unit closes.")
    ]
    opens_the_actions(lead, assessment)
    expect(row(lead, "Sign it.")).to_have_count(0)
    lead.page.get_by_role("link", name="Withdrawn 1").click()
    expect(row(lead, "The unit closes.")).to_be_visible()


def test_an_action_that_cannot_be_saved_names_every_field_and_the_focus_is_on_the_summary(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    what(lead).fill("Sign the agreement")

    saves(lead)

    summary = form(lead).get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Choose the question that the action is about.",
            "Give the owner's job title.",
            "Give the due date as a day, a month and a year, such as 3 April 2027.",
        ]
    )
    summary.get_by_role("link", name="Give the owner's job title.").click()
    expect(field(lead, "Job title of the owner")).to_be_focused()
    expect(what(lead)).to_have_value("Sign the agreement")
    assert actions(lead, assessment) == []


def test_what_the_server_refuses_is_said_at_its_field(lead: Lead) -> None:
    assessment = lead.has_started()
    opens_a_new_action(lead, assessment)
    fills_in(lead, words="x" * 1_001)

    saves(lead)

    told = "The action is 1,001 characters long; the most is 1,000. Shorten it."
    expect(form(lead).get_by_role("link", name=told)).to_be_visible()
    expect(what(lead)).to_have_attribute("aria-invalid", "true")
    assert actions(lead, assessment) == []


def test_nobody_overwrites_a_change_by_a_colleague_unseen(lead: Lead) -> None:
    assessment, id = lead.has_started(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_action(lead, assessment, "Sign it.")
    has_planned(lead, assessment, replace(SIGN, what="Theirs."), id=id, expected_version=1)

    what(lead).fill("Mine.")
    saves(lead)

    conflict = form(lead).get_by_role("alert")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("This action was changed by Sam Reed")
    expect(conflict).to_contain_text("Theirs.")
    expect(what(lead)).to_have_value("Mine.")
    assert [each.what for each in actions(lead, assessment)] == ["Theirs."]
    conflict.get_by_role("button", name="Take what was saved").click()
    expect(what(lead)).to_have_value("Theirs.")
    expect(conflict).to_have_count(0)
    assert [each.what for each in actions(lead, assessment)] == ["Theirs."]


def test_whoever_keeps_their_own_text_saves_it_over_what_they_were_shown(lead: Lead) -> None:
    assessment, id = lead.has_started(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_action(lead, assessment, "Sign it.")
    what(lead).fill("Mine.")
    has_planned(lead, assessment, replace(SIGN, what="Theirs."), id=id, expected_version=1)

    # Typed before the change, and opened again after it.
    lead.page.reload()
    expect(form(lead).get_by_role("alert")).to_contain_text("Theirs.")
    form(lead).get_by_role("button", name="Keep what I typed").click()
    saves(lead)

    until(lambda: [each.what for each in actions(lead, assessment)] == ["Mine."], lead.page)


def test_what_was_typed_is_shown_as_it_was_typed(lead: Lead) -> None:
    assessment = lead.has_started()
    typed = "<b>bold</b> [x](javascript:alert(1)) :smile:"
    action = ImprovementAction(question=QuestionCode("P1"), what=typed, owner=typed, due=date(2020, 1, 1))
    has_planned(lead, assessment, action, id=ActionId(uuid6.uuid7()))

    opens_the_action(lead, assessment, typed)

    expect(what(lead)).to_have_value(typed)
    expect(field(lead, "Job title of the owner")).to_have_value(typed)
    expect(lead.page.get_by_role("cell", name=typed, exact=True, include_hidden=True)).to_have_text(typed)
    expect(lead.page.get_by_text(re.compile(r"^[\d,]+ days overdue$"))).to_be_attached()
    until(lambda: actions(lead, assessment) == [action], lead.page)


def test_the_page_says_what_changed_since_the_report_of_an_earlier_day(lead: Lead) -> None:
    assessment, id = lead.has_submitted(), ActionId(uuid6.uuid7())
    has_planned(lead, assessment, SIGN, id=id)
    opens_the_actions(lead, assessment)
    expect(lead.page.get_by_text("Since")).to_have_count(0)
    at = datetime(2020, 11, 3, 9, 0, tzinfo=UTC)
    issue_report(lead.store, lead.actor, lead.library, assessment, issued_for="The board", at=at)
    has_planned(
        lead, assessment, replace(SIGN, owner="Head of Finance", due=date(2098, 1, 1)), id=id, expected_version=1
    )

    opens_the_actions(lead, assessment)

    told = "Since version 1 of 3 November 2020: 1 with a new due date."
    expect(lead.page.get_by_text(f"{told} That was the last report issued before today.")).to_be_visible()
    changed = "Since the last report: was due on 1 December 2099; owner was Head of Legal."
    expect(lead.page.get_by_text(changed)).to_be_visible()


def test_the_list_is_filtered_sorted_and_paged_by_links_and_back_returns(lead: Lead) -> None:
    assessment = lead.has_started()
    for number in range(action_choice.LINES_PER_PAGE + 1):
        action = replace(
            SIGN, what=f"Step {number:03}", due=date(2099, 1, 1 + number % 2), owner=f"Officer {number % 3}"
        )
        has_planned(lead, assessment, action, id=ActionId(uuid6.uuid7()))
    last = f"Step {action_choice.LINES_PER_PAGE - 1:03}"
    opens_the_actions(lead, assessment)
    expect(lead.page.locator(".actions").get_by_role("rowheader")).to_have_count(action_choice.LINES_PER_PAGE)

    lead.page.get_by_role("link", name="Next", exact=True).click()
    expect(lead.page.get_by_role("rowheader")).to_have_count(1)
    lead.page.get_by_role("columnheader", name="Due").get_by_role("link").click()
    due = lead.page.get_by_role("columnheader", name="Due")
    expect(due).to_have_attribute("aria-sort", "descending")
    expect(due.get_by_role("link")).to_be_focused()
    expect(lead.page.get_by_role("rowheader").first).to_contain_text(last)
    lead.page.get_by_role("link", name="Done 0").click()
    expect(lead.page.get_by_text("No action is like that.")).to_be_visible()
    lead.page.go_back()

    expect(lead.page.get_by_role("rowheader").first).to_contain_text(last)


def test_the_actions_are_taken_as_a_table_and_that_is_on_record(lead: Lead, tmp_path: Path) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, SIGN, id=ActionId(uuid6.uuid7()))
    opens_the_actions(lead, assessment)

    table = saved_file(tmp_path, lead.page, "CSV")

    assert '"Sign it."' in table.read_text(encoding="utf-8")
    with lead.store.read() as unit:
        found = unit.assessments.find(assessment)
        assert found is not None
        assert unit.audit.of(found)[-1].event is Event.ACTIONS_EXPORTED


def test_the_form_and_its_errors_are_accessible_and_fit_a_phone(lead: Lead) -> None:
    assessment = lead.has_started()
    has_planned(lead, assessment, replace(SIGN, about="P1.2"), id=ActionId(uuid6.uuid7()))
    opens_a_new_action(lead, assessment)
    saves(lead)
    expect(form(lead).get_by_role("alert")).to_be_focused()

    assert barriers(lead.page) == []
    assert without_visible_focus(lead.page) == []
    lead.page.set_viewport_size({"width": 390, "height": 900})
    assert sideways(lead.page) <= 0
    lead.page.set_viewport_size({"width": 1280, "height": 900})
    opens_the_action(lead, assessment, "Sign it.")
    assert barriers(lead.page) == []
