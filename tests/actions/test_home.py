"""Home shows what waits for a person and where each of their collaborations stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import uuid6

from assessment.access import Credential
from assessment.access.grant import LAPSES_AFTER
from assessment.actions.keeping_register import register_collaboration, save_register_entry
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import ActionState, DutyKind, NextStep, Role
from assessment.ids import AssessmentId, CollaborationId, ForceId, PersonId, QuestionCode
from assessment.register import RegisterEntry
from assessment.rounds.improvement_action import ImprovementAction
from assessment.store import holding
from assessment.views import home_view
from assessment.views.collaboration_view import CollaborationRounds, find_collaboration, open_collaboration
from assessment.views.home_view import Home, open_home
from assessment.views.register_view import open_entry
from tests.actions.conftest import AT, Workspace
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import Somebody, grant, somebody

TODAY = date(2026, 11, 27)
FIRST_ROUND = NewAssessment(
    collaboration="Example dog unit",
    partners=["Kent Police", "Essex Police"],
    lead_force="Kent Police",
    round_title="2025",
    as_of=date(2025, 11, 1),
    is_another=True,
)


def home(workspace: Workspace, actor: Credential | None = None, *, sought: str = "", page: int = 1) -> Home:
    return open_home(workspace.store, actor or workspace.actor, workspace.library, on=TODAY, sought=sought, page=page)


def started(workspace: Workspace, start: NewAssessment) -> AssessmentId:
    return start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)


def submitted(workspace: Workspace, start: NewAssessment, *, place: int) -> AssessmentId:
    """Start an assessment, answer every question at that place of the scale, and submit it."""
    id = started(workspace, start)
    for question in workspace.bank.questions():
        response = workspace.response(place, code=question.code)
        workspace.record(id, replace(response, finding=None if question.finding is None else False))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def planned(
    workspace: Workspace,
    id: AssessmentId,
    *,
    number: int,
    due: date,
    state: ActionState,
    owner: PersonId | None = None,
) -> None:
    action = ImprovementAction(
        question=QuestionCode("P1"),
        what=f"Step {number}",
        owner="Head of Legal",
        owner_id=owner,
        due=due,
        state=state,
        reason="The unit closes.",
    )
    workspace.plan(id, action, number=number)


def test_what_waits_is_listed_oldest_first(workspace: Workspace) -> None:
    id = started(workspace, FIRST_ROUND)
    workspace.record(id, workspace.response(4))
    planned(workspace, id, number=1, due=date(2026, 11, 26), state=ActionState.PLANNED)
    planned(workspace, id, number=2, due=date(2026, 10, 2), state=ActionState.UNDER_WAY)
    planned(workspace, id, number=3, due=date(2026, 9, 1), state=ActionState.DONE)
    planned(workspace, id, number=4, due=TODAY, state=ActionState.PLANNED)

    waiting = home(workspace).waiting

    assert [
        (line.since, line.action and line.action.action.what, line.left, line.duty and line.duty.kind)
        for line in waiting
    ] == [
        (date(2026, 10, 2), "Step 2", 0, None),
        (AT.date(), None, 7, None),
        (date(2026, 11, 26), "Step 1", 0, None),
        (TODAY, None, 0, DutyKind.WITHOUT_CONTACT),
    ]


def test_what_is_due_in_the_register_waits_for_the_lead_and_where_there_is_none_for_administrators(
    workspace: Workspace,
) -> None:
    administrator = somebody(workspace.store, "Alex", force=None, roles=[Role.ADMINISTRATOR])
    id = started(workspace, FIRST_ROUND)
    own = find_collaboration(workspace.store, workspace.actor, id)
    entry = open_entry(workspace.store, workspace.actor, own).entry
    with_contacts = tuple(replace(each, contact="Head of dogs") for each in entry.memberships)
    save_register_entry(
        workspace.store, workspace.actor, replace(entry, memberships=with_contacts, expires_on=date(2026, 10, 31))
    )
    unled = RegisterEntry(id=CollaborationId(uuid6.uuid7()), name="Example air unit", signed_on=date(2020, 5, 1))
    register_collaboration(workspace.store, administrator.actor, unled)

    (expired, _) = home(workspace).waiting
    (of_nobody,) = home(workspace, administrator.actor).waiting

    assert expired.duty is not None
    assert (expired.since, expired.duty.kind, expired.duty.name) == (
        date(2026, 10, 31),
        DutyKind.EXPIRED,
        "Example dog unit",
    )
    assert (of_nobody.since, of_nobody.unled, of_nobody.duty) == (TODAY, 1, None)


def test_nothing_waits_for_whoever_only_reads(workspace: Workspace) -> None:
    id = started(workspace, FIRST_ROUND)
    planned(workspace, id, number=1, due=date(2026, 10, 2), state=ActionState.PLANNED)
    inspector = somebody(workspace.store, "Ira Hall", force=None, roles=[Role.INSPECTOR])

    assert home(workspace, inspector.actor).waiting == ()


def test_an_open_action_waits_for_the_person_who_owns_it_whether_it_is_overdue_or_not(workspace: Workspace) -> None:
    id = started(workspace, FIRST_ROUND)
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    board = somebody(workspace.store, "Bo Dean", roles=[(Role.BOARD_MEMBER, found.collaboration.id)])
    planned(workspace, id, number=1, due=date(2027, 1, 5), state=ActionState.PLANNED, owner=board.id)
    planned(workspace, id, number=2, due=date(2026, 10, 2), state=ActionState.UNDER_WAY, owner=board.id)
    planned(workspace, id, number=3, due=date(2026, 9, 1), state=ActionState.DONE, owner=board.id)
    planned(workspace, id, number=4, due=date(2026, 10, 2), state=ActionState.PLANNED)

    waiting = home(workspace, board.actor).waiting

    assert [(line.since, line.action and line.action.action.what, line.may_plan) for line in waiting] == [
        (date(2026, 10, 2), "Step 2", False),
        (date(2027, 1, 5), "Step 1", False),
    ]
    # The lead, who owns none of them, is told of those that are overdue.
    assert [line.action.action.what for line in home(workspace).waiting if line.action] == ["Step 2", "Step 4"]


def test_a_submitted_round_shows_its_grade_and_how_that_has_changed(workspace: Workspace) -> None:
    first = submitted(workspace, FIRST_ROUND, place=3)
    second = submitted(
        workspace, replace(FIRST_ROUND, round_title="2026", as_of=date(2026, 11, 1), follows=first), place=4
    )
    planned(workspace, second, number=1, due=date(2026, 12, 1), state=ActionState.DONE)
    planned(workspace, second, number=2, due=date(2026, 12, 1), state=ActionState.PLANNED)
    planned(workspace, second, number=3, due=date(2026, 12, 1), state=ActionState.WITHDRAWN)

    (line,) = home(workspace).lines

    assert [each.id for each in line.rounds] == [second, first]
    assert line.grade is not None
    assert line.before is not None
    assert (line.grade.level, line.before.level) == (workspace.bank.level_at(4), workspace.bank.level_at(3))
    assert (line.grade.round_title, line.before.round_title) == ("2026", "2025")
    assert (line.actions, line.actions_done) == (2, 1)
    assert line.next_step is NextStep.START_NEXT_ROUND


def test_an_open_round_shows_how_much_is_answered_and_the_grade_before(workspace: Workspace) -> None:
    first = submitted(workspace, FIRST_ROUND, place=3)
    second = started(workspace, replace(FIRST_ROUND, round_title="2026", as_of=date(2026, 11, 1), follows=first))
    assert home(workspace).lines[0].next_step is NextStep.START_ANSWERING
    workspace.record(second, workspace.response(4))

    (line,) = home(workspace).lines

    assert (line.asked, line.replied, line.grade) == (8, 1, None)
    assert line.before is not None
    assert line.before.level == workspace.bank.level_at(3)
    assert line.next_step is NextStep.CONTINUE


def test_a_reader_is_led_to_the_newest_round_that_has_results_and_never_to_an_open_one_for_them(
    workspace: Workspace,
) -> None:
    first = started(workspace, FIRST_ROUND)
    with workspace.store.read() as unit:
        own = unit.assessments.find(first)
    assert own is not None
    board = somebody(workspace.store, "Kim Hill", roles=[(Role.BOARD_MEMBER, own.collaboration.id)])

    def led_to() -> tuple[NextStep, AssessmentId, AssessmentId]:
        (line,) = home(workspace, board.actor).lines
        return line.next_step, line.next_round.id, line.newest.id

    assert led_to() == (NextStep.READ_ANSWERS, first, first)
    workspace.record(first, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, first, at=AT)
    assert led_to() == (NextStep.SEE_RESULTS, first, first)
    second = started(workspace, replace(FIRST_ROUND, round_title="2026", as_of=date(2026, 11, 1), follows=first))
    assert led_to() == (NextStep.SEE_RESULTS, first, second)


def test_whoever_plans_sees_collaborations_by_name_and_an_inspector_the_latest_submission_first(
    workspace: Workspace,
) -> None:
    inspector = somebody(workspace.store, "Ira Hall", force=None, roles=[Role.INSPECTOR])
    for days, name in enumerate(("Example boat unit", "Example air support", "Example dog unit")):
        id = started(workspace, replace(FIRST_ROUND, collaboration=name))
        workspace.record(id, workspace.response(4))
        submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + timedelta(days=days))

    def names(shown: Home) -> list[str]:
        return [line.newest.collaboration.name for line in shown.lines]

    assert names(home(workspace)) == ["Example air support", "Example boat unit", "Example dog unit"]
    assert names(home(workspace, inspector.actor)) == ["Example dog unit", "Example air support", "Example boat unit"]


def test_collaborations_are_found_by_their_name_or_a_partner_and_paged(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_view, "LINES_PER_PAGE", 2)
    for name in ("Example air support", "Example boat unit", "Example dog unit"):
        partners = ["Kent Police", "Surrey Police" if name == "Example boat unit" else "Essex Police"]
        started(workspace, replace(FIRST_ROUND, collaboration=name, partners=partners))

    def found(sought: str, page: int) -> tuple[list[str], int, int]:
        shown = home(workspace, sought=sought, page=page)
        return [line.newest.collaboration.name for line in shown.lines], shown.page, shown.pages

    assert found("", 1) == (["Example air support", "Example boat unit"], 1, 2)
    assert found("", 2) == (["Example dog unit"], 2, 2)
    assert found("", 9) == (["Example dog unit"], 2, 2)
    assert found("SURREY", 1) == (["Example boat unit"], 1, 1)
    assert found("dog", 1) == (["Example dog unit"], 1, 1)
    assert found("nowhere", 1) == ([], 1, 1)


def rounds(workspace: Workspace, actor: Credential, id: AssessmentId) -> CollaborationRounds:
    """Return the rounds on the page of the assessment's collaboration."""
    collaboration = find_collaboration(workspace.store, actor, id)
    found = open_collaboration(workspace.store, actor, workspace.library, collaboration).rounds
    assert found is not None
    return found


def test_a_collaboration_has_all_its_rounds_and_its_leads_may_start_the_next(workspace: Workspace) -> None:
    first = submitted(workspace, FIRST_ROUND, place=3)
    second = submitted(
        workspace, replace(FIRST_ROUND, round_title="2026", as_of=date(2026, 11, 1), follows=first), place=4
    )
    inspector = somebody(workspace.store, "Ira Hall", force=None, roles=[Role.INSPECTOR])

    shown = rounds(workspace, workspace.actor, first)
    to_inspector = rounds(workspace, inspector.actor, second)

    assert [line.newest.id for line in shown.lines] == [second, first]
    assert [line.before and line.before.round_title for line in shown.lines] == ["2025", None]
    assert [each.lines[0].next_step for each in (shown, to_inspector)] == [
        NextStep.START_NEXT_ROUND,
        NextStep.SEE_RESULTS,
    ]


def test_only_a_round_that_was_never_submitted_is_a_draft_of_its_collaboration(workspace: Workspace) -> None:
    first = submitted(workspace, FIRST_ROUND, place=3)
    withdraw_submission(workspace.store, workspace.actor, first, reason="P1 is wrong.", at=AT)
    second = started(workspace, replace(FIRST_ROUND, round_title="2026", follows=first))

    shown = rounds(workspace, workspace.actor, first)

    assert [line.newest.id for line in shown.drafts] == [second]


def lapsing(workspace: Workspace, name: str, *, force: ForceId, days: int, role: Role = Role.MEMBER) -> Somebody:
    """Add a person whose one role lapses so many days after the time of the tests."""
    person = somebody(workspace.store, name, force=force)
    given = grant(workspace.store, person.id, role, force=force)
    with workspace.store.begin(holding.account(person.id), holding.EVERYBODY) as unit:
        unit.people.confirm_grant(given, at=AT + timedelta(days=days) - LAPSES_AFTER)
    return person


def test_access_that_lapses_within_thirty_days_waits_for_those_who_can_confirm_it(workspace: Workspace) -> None:
    for name, force, days in (("Ann", KENT, -3), ("Bob", KENT, 30), ("Cat", KENT, 31)):
        lapsing(workspace, name, force=force, days=days)
    lapsing(workspace, "Dan", force=ESSEX, days=-5)
    lapsing(workspace, "Eve", force=KENT, days=-9, role=Role.ACCESS_OWNER)
    administrator = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    owner = somebody(workspace.store, "Ola", force=KENT, roles=[Role.ACCESS_OWNER])

    def waits_for(actor: Credential) -> list[tuple[int, date]]:
        return [(line.people, line.since) for line in home(workspace, actor).waiting]

    assert waits_for(administrator.actor) == [(4, date(2026, 11, 13))]
    assert waits_for(owner.actor) == [(2, date(2026, 11, 19))]
    assert waits_for(workspace.actor) == []


def test_access_that_was_removed_or_ends_before_it_lapses_and_ones_own_wait_for_nobody(workspace: Workspace) -> None:
    administrator = lapsing(workspace, "Ada", force=KENT, days=-1, role=Role.MEMBER)
    grant(workspace.store, administrator.id, Role.ADMINISTRATOR)
    removed = lapsing(workspace, "Ann", force=KENT, days=1)
    with workspace.store.begin(holding.account(removed.id), holding.EVERYBODY) as unit:
        for each in unit.people.grants_of(removed.id):
            unit.people.end_grant(each.id, at=AT)

    assert home(workspace, administrator.actor).waiting == ()
