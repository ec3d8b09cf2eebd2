"""Rounds that administrators make: any collaboration can be assessed in one, while it is open."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assessment.actions.answering_alone import submit_force_answers
from assessment.actions.managing_rounds import TypedRound, change_round, make_round
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.renaming import rename_round
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Role
from assessment.errors import BankUnusable, InvalidInput, NotFound, NotOpen
from assessment.ids import AssessmentId, RoundId
from assessment.rounds.assessment import Assessment
from assessment.store.audit_chain import ROUNDS_CHAIN
from assessment.views.home_view import WaitingLine, open_home
from assessment.views.rounds_view import open_rounds, open_rounds_to_start_in
from assessment.views.starting_view import open_next_round
from pages.components.assessments import waiting_table
from tests.actions.conftest import AT, Workspace
from tests.bank_shelves import a_shelf, publish_next
from tests.signed_in_people import Somebody, somebody

TODAY = AT.date()
AUTUMN = TypedRound(title="Autumn 2026", opens_on=date(2026, 9, 1), closes_on=date(2026, 12, 31))
START = NewAssessment(
    collaboration="Example dog unit",
    partners=("Kent Police", "Essex Police"),
    lead_force="Kent Police",
    round_title="",
    as_of=date(2026, 11, 1),
    is_another=True,
)


@pytest.fixture
def ada(workspace: Workspace, tmp_path: Path) -> Somebody:
    """An administrator, of a workspace with a shelf of its own."""
    workspace.library = a_shelf(tmp_path / "shelf")
    return somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


def made(workspace: Workspace, by: Somebody, typed: TypedRound = AUTUMN, *, version: str = "1") -> RoundId:
    return make_round(workspace.store, by.actor, workspace.library, typed, bank_version=version)


def started(workspace: Workspace, round: RoundId | None, **changes: object) -> AssessmentId:
    start = replace(START, round=round, **changes)  # type: ignore[arg-type]
    return start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)


def waiting(workspace: Workspace, who: Somebody | None = None) -> list[WaitingLine]:
    """Return the assessments that wait on Home."""
    actor = workspace.actor if who is None else who.actor
    lines = open_home(workspace.store, actor, workspace.library, on=TODAY).waiting
    return [line for line in lines if line.assessment is not None]


def found(workspace: Workspace, id: AssessmentId) -> Assessment:
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
    assert assessment is not None
    return assessment


def test_many_collaborations_are_assessed_in_one_round_on_its_bank_version(workspace: Workspace, ada: Somebody) -> None:
    round = made(workspace, ada)
    publish_next(workspace.library)

    ids = [started(workspace, round, collaboration=name) for name in ("Example dog unit", "Example air support")]

    for each in (found(workspace, id) for id in ids):
        assert (each.round.id, each.round.title, each.round.is_shared) == (round, "Autumn 2026", True)
        assert (each.bank.version, each.round.closes_on) == ("1", date(2026, 12, 31))
    (line,) = open_rounds(workspace.store, ada.actor, workspace.library).lines
    assert (line.round.title, line.started) == ("Autumn 2026", 2)


def test_a_title_of_ones_own_makes_a_round_of_that_collaboration_alone(workspace: Workspace, ada: Somebody) -> None:
    first, second = (
        found(workspace, started(workspace, None, collaboration=name, round_title="2026"))
        for name in ("Example dog unit", "Example air support")
    )

    assert (first.round.title, first.round.is_shared, first.round.closes_on) == ("2026", False, None)
    assert first.round.id != second.round.id
    assert open_rounds(workspace.store, ada.actor, workspace.library).lines == ()


def test_only_rounds_that_are_open_today_on_a_bank_that_can_be_opened_are_offered(
    workspace: Workspace, ada: Somebody
) -> None:
    open_today = [
        made(workspace, ada, replace(AUTUMN, title="First day", opens_on=TODAY)),
        made(workspace, ada, replace(AUTUMN, title="Last day", closes_on=TODAY)),
        made(workspace, ada, replace(AUTUMN, title="No last day", closes_on=None)),
    ]
    made(workspace, ada, replace(AUTUMN, title="Tomorrow", opens_on=TODAY + timedelta(days=1)))
    made(workspace, ada, replace(AUTUMN, title="Yesterday", closes_on=TODAY - timedelta(days=1)))

    offered = open_rounds_to_start_in(workspace.store, workspace.actor, workspace.library)
    assert {each.id for each in offered} == set(open_today)

    (workspace.library.root / "collaboration" / "1" / "bank.yaml").unlink()
    assert open_rounds_to_start_in(workspace.store, workspace.actor, workspace.library) == ()
    with pytest.raises(BankUnusable):
        started(workspace, open_today[0])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (replace(AUTUMN, closes_on=date(2026, 11, 21)), "The round Autumn 2026 closed on 21 November 2026"),
        (replace(AUTUMN, opens_on=date(2026, 11, 23)), "The round Autumn 2026 opens on 23 November 2026"),
    ],
)
def test_no_assessment_is_started_in_a_round_before_and_after_its_days(
    workspace: Workspace, ada: Somebody, typed: TypedRound, says: str
) -> None:
    round = made(workspace, ada, typed)

    with pytest.raises(NotOpen, match=says):
        started(workspace, round)
    with pytest.raises(NotFound, match="There is no such round"):
        started(workspace, RoundId(workspace.person.id))


def test_after_the_last_day_every_answer_is_taken_and_its_lead_is_told_that_it_is_late(
    workspace: Workspace, ada: Somebody
) -> None:
    round = made(workspace, ada)
    id = started(workspace, round)
    change_round(workspace.store, ada.actor, round, replace(AUTUMN, closes_on=date(2026, 11, 21)))
    respondent = somebody(workspace.store, "Robin", roles=[(Role.RESPONDENT, found(workspace, id).collaboration.id)])

    workspace.record(id, workspace.response(4))
    (line,) = waiting(workspace)
    assert line.late_since == date(2026, 11, 21)
    shown = waiting_table._when(line, on=TODAY)
    assert shown == '<span class="late">Late: the round closed on 21 November 2026</span>'
    (line,) = waiting(workspace, respondent)
    assert line.late_since is None
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    assert waiting(workspace) == []


def test_a_lead_is_told_that_it_is_late_while_the_forces_answer_alone(workspace: Workspace, ada: Somebody) -> None:
    round = made(workspace, ada)
    id = started(workspace, round, answers_alone=True)
    workspace.record(id, workspace.response(4))
    submit_force_answers(workspace.store, workspace.actor, workspace.library, id, at=AT)
    assert waiting(workspace) == []

    change_round(workspace.store, ada.actor, round, replace(AUTUMN, closes_on=date(2026, 11, 21)))

    (line,) = waiting(workspace)
    assert (line.assessment and line.assessment.id, line.late_since) == (id, date(2026, 11, 21))


def test_a_round_of_ones_own_can_be_renamed_and_a_shared_one_cannot(workspace: Workspace, ada: Somebody) -> None:
    own, shared = started(workspace, None, round_title="2026"), started(workspace, made(workspace, ada))

    rename_round(workspace.store, workspace.actor, own, "2026/27", at=AT)
    with pytest.raises(NotOpen, match="Autumn 2026 is a round of several collaborations, so it keeps that title"):
        rename_round(workspace.store, workspace.actor, shared, "2026/27", at=AT)

    assert (found(workspace, own).round.title, found(workspace, shared).round.title) == ("2026/27", "Autumn 2026")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (replace(AUTUMN, title=" "), "name_empty"),
        (replace(AUTUMN, title="x" * 201), "text_too_long"),
        (replace(AUTUMN, title="AUTUMN  2026"), "round_title_taken"),
        (replace(AUTUMN, title="Other", closes_on=date(2026, 8, 31)), "round_closes_too_early"),
    ],
)
def test_what_does_not_fit_is_refused(workspace: Workspace, ada: Somebody, typed: TypedRound, code: str) -> None:
    made(workspace, ada)
    other = made(workspace, ada, replace(AUTUMN, title="Spring 2027"))

    for attempt in (
        lambda: made(workspace, ada, typed),
        lambda: change_round(workspace.store, ada.actor, other, typed),
    ):
        with pytest.raises(InvalidInput) as refused:
            attempt()
        assert [each.code for each in refused.value.sentences] == [code]


def test_a_round_keeps_its_title_once_an_assessment_was_started_in_it(workspace: Workspace, ada: Somebody) -> None:
    round = made(workspace, ada)
    change_round(workspace.store, ada.actor, round, replace(AUTUMN, title="Autumn 2026/27"))
    started(workspace, round)

    with pytest.raises(InvalidInput, match="Assessments have been started in Autumn 2026/27, so it keeps that title"):
        change_round(workspace.store, ada.actor, round, AUTUMN)


def test_making_and_changing_a_round_are_on_record_and_saving_it_unchanged_is_not(
    workspace: Workspace, ada: Somebody
) -> None:
    round = made(workspace, ada)
    change_round(workspace.store, ada.actor, round, AUTUMN)
    change_round(workspace.store, ada.actor, round, replace(AUTUMN, closes_on=None))

    with workspace.store.read() as unit:
        first, second = unit.audit.of_chain(ROUNDS_CHAIN)
    assert (first.event, second.event) == (Event.ROUND_MADE, Event.ROUND_CHANGED)
    assert first.by == second.by == str(ada.id)
    assert (
        first.detail
        == second.detail["was"]
        == {
            "round": str(round),
            "title": "Autumn 2026",
            "opens_on": "2026-09-01",
            "closes_on": "2026-12-31",
            "bank": {"id": "collaboration", "version": "1"},
        }
    )


def test_answers_are_carried_over_to_the_bank_version_of_the_round(workspace: Workspace, ada: Somebody) -> None:
    on_first = made(workspace, ada)
    before = started(workspace, None, round_title="2025", as_of=date(2025, 11, 1))
    for code in ("P1", "P4"):
        workspace.record(before, workspace.response(4, code=code))
    submit_assessment(workspace.store, workspace.actor, workspace.library, before, at=AT)
    publish_next(workspace.library)
    with workspace.store.read() as unit:
        bank = unit.rounds.require(on_first).bank

    newest = open_next_round(workspace.store, workspace.actor, workspace.library, before)
    chosen = open_next_round(workspace.store, workspace.actor, workspace.library, before, on=bank)

    assert (newest.carried_over, chosen.carried_over) == (1, 2)
