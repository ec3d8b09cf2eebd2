"""Improvement actions: what a lead saves, and what the page of actions and the report then show."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import uuid6

from assessment.access import CommandLine
from assessment.actions.managing_access import end_access
from assessment.actions.managing_people import forget_person
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.submitting import submit_assessment
from assessment.codes import ActionState, Role, TableFormat
from assessment.errors import InvalidFields, InvalidInput, NotFound
from assessment.exports.actions_export import export_actions
from assessment.ids import ActionId, AssessmentId, FindingId, PersonId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.views.improvement_view import (
    ImprovementView,
    SuggestedAction,
    open_improvement_actions,
    suggested_action,
)
from assessment.views.report_view import read_report
from tests.actions.conftest import AT, Workspace
from tests.signed_in_people import Somebody, somebody

ACTION = ImprovementAction(question=QuestionCode("P1"), what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))


def save_action(workspace: Workspace, id: AssessmentId, action: ImprovementAction = ACTION) -> StoredImprovementAction:
    new_id = ActionId(uuid6.uuid7())
    return save_improvement_action(
        workspace.store, workspace.actor, workspace.library, id, action, id=new_id, expected_version=0, at=AT
    )


def open_actions(workspace: Workspace, id: AssessmentId, *, at: datetime = AT) -> ImprovementView:
    return open_improvement_actions(workspace.store, workspace.actor, workspace.library, id, at=at)


def test_an_action_is_on_the_page_and_in_the_report(workspace: Workspace) -> None:
    id = workspace.start()
    stored = save_action(workspace, id)

    assert [line.stored for line in open_actions(workspace, id).lines] == [stored]
    with workspace.store.read() as unit:
        _, subject = read_report(unit, workspace.actor, workspace.library, id, at=AT)
    assert subject.actions == (stored,)


def test_actions_can_be_planned_after_the_assessment_is_submitted(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    assert save_action(workspace, id).version == 1


def test_an_action_is_overdue_and_listed_first_from_the_day_after_its_due_date_in_the_uk(workspace: Workspace) -> None:
    id = workspace.start()
    later = save_action(workspace, id, replace(ACTION, due=date(2027, 7, 10)))
    earlier = save_action(workspace, id, replace(ACTION, due=date(2027, 7, 3)))

    # In summer the UK's day begins an hour before that of UTC.
    before = open_actions(workspace, id, at=datetime(2027, 7, 3, 22, 59, tzinfo=UTC))
    after = open_actions(workspace, id, at=datetime(2027, 7, 3, 23, 1, tzinfo=UTC))

    assert [(line.stored, line.is_overdue) for line in before.lines] == [(earlier, False), (later, False)]
    assert [(line.stored, line.is_overdue) for line in after.lines] == [(earlier, True), (later, False)]


def test_questions_that_are_areas_to_improve_are_offered_first(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(2, code="S4"))
    workspace.record(id, workspace.response(5, code="P2"))

    view = open_actions(workspace, id)

    assert view.areas == 1
    assert [question.code for question in view.questions[:3]] == ["S4", "P1", "P2"]
    assert len(view.questions) == 8


def test_an_action_for_a_question_that_is_not_in_the_bank_is_refused(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="The question bank has no question X9"):
        save_action(workspace, id, replace(ACTION, question=QuestionCode("X9")))

    assert open_actions(workspace, id).lines == ()


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.WITHDRAWN])
def test_a_new_action_is_still_to_be_done(workspace: Workspace, state: ActionState) -> None:
    id = workspace.start()

    with pytest.raises(InvalidFields) as refused:
        save_action(workspace, id, replace(ACTION, state=state, reason="The unit closes."))

    assert [(problem.place, str(problem.says)) for problem in refused.value.problems] == [
        (
            ("state",),
            "A new action is planned or under way. Choose one of the two: it can be done or withdrawn once it is "
            "saved.",
        )
    ]
    assert open_actions(workspace, id).lines == ()


def test_an_action_without_a_question_is_refused(workspace: Workspace) -> None:
    id = workspace.start()

    with pytest.raises(InvalidInput, match="No question is chosen"):
        save_action(workspace, id, replace(ACTION, question=QuestionCode("")))


def test_an_action_for_an_unknown_assessment_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        save_action(workspace, AssessmentId(uuid6.uuid7()))


def test_an_action_that_is_done_is_never_overdue(workspace: Workspace) -> None:
    id = workspace.start()
    first = save_action(workspace, id)
    done = replace(ACTION, state=ActionState.DONE)

    save_improvement_action(
        workspace.store, workspace.actor, workspace.library, id, done, id=first.id, expected_version=1, at=AT
    )

    (line,) = open_actions(workspace, id, at=datetime(2027, 1, 1, tzinfo=UTC)).lines
    assert (line.stored.action.state, line.is_overdue) == (ActionState.DONE, False)


def test_an_action_can_be_planned_for_a_statement_or_for_a_finding_of_the_bank(workspace: Workspace) -> None:
    view = open_actions(workspace, workspace.start())
    bank = view.opened.bank
    question, asked = next(bank.questions()), bank.question_of(FindingId("F1"))
    assert asked.finding is not None

    assert suggested_action(view, question.statements[0].code) == SuggestedAction(
        question=question, about=question.statements[0].code, what=question.statements[0].text
    )
    assert suggested_action(view, "F1") == SuggestedAction(
        question=asked, about="F1", what=f"Put right: {asked.finding.ask}"
    )
    assert suggested_action(view, "Z9.9") is None


def board_member(workspace: Workspace, id: AssessmentId, name: str = "Bo Dean") -> Somebody:
    """Add a board member of the assessment's collaboration."""
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return somebody(workspace.store, name, roles=[(Role.BOARD_MEMBER, found.collaboration.id)])


def owned_by(person: Somebody, **changed: Any) -> ImprovementAction:
    return replace(ACTION, owner="", owner_id=person.id, **changed)


def test_a_person_with_a_role_in_the_collaboration_can_own_an_action(workspace: Workspace) -> None:
    id = workspace.start()
    board = board_member(workspace, id)

    stored = save_action(workspace, id, owned_by(board))

    assert (stored.action.owner, stored.action.owner_id) == ("Bo Dean", board.id)
    (line,) = open_actions(workspace, id).lines
    assert (line.stored, line.has_owner) == (stored, True)


def test_nobody_without_a_role_in_the_collaboration_becomes_an_owner_or_is_named(workspace: Workspace) -> None:
    id = workspace.start()
    other = board_member(workspace, workspace.start("Example air support"), "Of another collaboration")
    inspector = somebody(workspace.store, "An inspector", force=None, roles=[Role.INSPECTOR])

    for person in (other, inspector, replace(other, id=PersonId(uuid6.uuid7()))):
        with pytest.raises(InvalidFields, match="This person has no access to this collaboration") as refused:
            save_action(workspace, id, owned_by(person))
        assert [problem.place for problem in refused.value.problems] == [("owner",)]
        assert person.name not in str(refused.value)

    assert list(open_actions(workspace, id).owners.values()) == [workspace.person.name]


def test_owners_of_one_name_are_told_apart(workspace: Workspace) -> None:
    id = workspace.start()
    board_member(workspace, id)
    board_member(workspace, id)

    labels = list(open_actions(workspace, id).owners.values())

    assert len(set(labels)) == 3
    assert sum(label.startswith("Bo Dean (Kent Police, ") for label in labels) == 2


def test_whoever_may_not_plan_sees_owners_of_actions_and_no_other_names(workspace: Workspace) -> None:
    id = workspace.start()
    board = board_member(workspace, id)
    save_action(workspace, id)

    view = open_improvement_actions(workspace.store, board.actor, workspace.library, id, at=AT)

    assert (view.owners, view.suggested, len(view.lines)) == ({}, (), 1)


def test_an_owner_whose_access_has_ended_stays_named_and_it_is_said(workspace: Workspace) -> None:
    id = workspace.start()
    board = board_member(workspace, id)
    stored = save_action(workspace, id, owned_by(board))
    administrator = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    with workspace.store.read() as unit:
        (given,) = unit.people.grants_of(board.id)
    end_access(workspace.store, administrator.actor, given.id)

    (line,) = open_actions(workspace, id).lines
    assert (line.stored.action.owner, line.has_owner) == ("Bo Dean", False)
    assert board.id not in open_actions(workspace, id).owners
    # The action can go on with them; nobody gives them another.
    done = save_improvement_action(
        workspace.store,
        workspace.actor,
        workspace.library,
        id,
        owned_by(board, state=ActionState.DONE),
        id=stored.id,
        expected_version=1,
        at=AT,
    )
    assert (done.action.owner, done.action.state) == ("Bo Dean", ActionState.DONE)
    with pytest.raises(InvalidFields, match="This person has no access"):
        save_action(workspace, id, owned_by(board))


def test_an_action_is_about_a_statement_or_a_finding_of_its_own_question(workspace: Workspace) -> None:
    id = workspace.start()
    with pytest.raises(InvalidFields, match=r"P1 has no statement or finding S4\.1\. Choose one") as refused:
        save_action(workspace, id, replace(ACTION, about="S4.1"))

    assert [problem.place for problem in refused.value.problems] == [("about",)]
    assert save_action(workspace, id, replace(ACTION, about="P1.1")).action.about == "P1.1"


def test_what_lifts_the_grades_is_suggested_until_an_action_is_planned_for_it(workspace: Workspace) -> None:
    id = workspace.start()
    for question in workspace.bank.questions():
        response = workspace.response(3, code=question.code)
        workspace.record(id, replace(response, finding=None if question.finding is None else False))
    first, *rest = open_actions(workspace, id).suggested
    assert first.lifts == "Overall grade to Good"

    stored = save_action(workspace, id, replace(ACTION, question=first.question.code, about=first.about))
    planned = open_actions(workspace, id).suggested
    withdrawn = replace(stored.action, state=ActionState.WITHDRAWN, reason="The unit closes.")
    save_improvement_action(
        workspace.store, workspace.actor, workspace.library, id, withdrawn, id=stored.id, expected_version=1, at=AT
    )

    assert [each.about for each in planned][: len(rest)] == [each.about for each in rest]
    assert open_actions(workspace, id).suggested[0] == first


def test_the_actions_are_exported_with_typed_text_that_no_spreadsheet_runs(workspace: Workspace) -> None:
    id = workspace.start()
    board = board_member(workspace, id)
    save_action(workspace, id, replace(owned_by(board), about="P1.1", what='=cmd("x")', due=date(2026, 11, 1)))
    workspace.plan(id, replace(ACTION, state=ActionState.WITHDRAWN, reason="The unit closes."), number=2)
    words = workspace.bank.find_question("P1")
    assert words is not None

    name, file = export_actions(workspace.store, board.actor, workspace.library, id, file_format=TableFormat.CSV, at=AT)

    assert name == "Example dog unit 2026 actions"
    heading, first, second = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    assert first == [
        "P1",
        words.title,
        "P1.1",
        words.words_of("P1.1"),
        '\'=cmd("x")',
        "Bo Dean",
        "2026-11-01",
        "Planned",
        "Yes",
        "",
        "2026-11-22",
    ]
    assert second[4:10] == ["Sign it.", "Head of Legal", "2026-12-01", "Withdrawn", "No", "The unit closes."]
    assert len(heading) == len(first) == len(second)


def test_an_owner_who_is_forgotten_is_named_nowhere(workspace: Workspace) -> None:
    id = workspace.start()
    board = board_member(workspace, id)
    save_action(workspace, id, owned_by(board))
    with workspace.store.read() as unit:
        person = unit.people.find(board.id)
    assert person is not None
    assert person.email is not None

    forget_person(workspace.store, CommandLine(), person.email)

    (line,) = open_actions(workspace, id).lines
    assert (line.stored.action.owner, line.has_owner) == ("a person who is no longer named", False)
    with workspace.store.read() as unit:
        _, subject = read_report(unit, workspace.actor, workspace.library, id, at=AT)
    assert "Bo Dean" not in str(subject)
