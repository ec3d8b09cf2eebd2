"""Every action and view, by every role, on the own collaboration and another: as the table of permissions says.

The functions are found, not listed: a new one that has no entry here fails.
"""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from assessment import actions, issuing, views
from assessment.access import Credential, Permission, Role
from assessment.access.credential import new_secret
from assessment.access.permissions import ROLES, Reach
from assessment.access.viewer import NO_ASSESSMENT
from assessment.actions import (
    answering,
    managing_people,
    own_account,
    planning,
    record,
    signing_in,
    signing_in_elsewhere,
    starting,
    submitting,
)
from assessment.admission import NOT_SIGNED_IN
from assessment.bank.library import Library
from assessment.comparison.table import Selection
from assessment.errors import AssessmentError, NotFound, NotPermitted, NotSignedIn
from assessment.issuing import comparisons, recording, reports, rounds
from assessment.rounds.action import Action
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.response import Draft, Response
from assessment.settings import PROJECT
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.terms import ActionId, AssessmentId, QuestionCode
from assessment.views import (
    card,
    comparison,
    home,
    issued,
    issues,
    looking,
    opening,
    people,
    plan,
    report,
    results,
    trail,
)
from tests.actions.conftest import AT
from tests.people import Somebody, grant, session, somebody

P1: Final = QuestionCode("P1")
KENT: Final = "Kent Police"
STORED: Final = [role for role in Role if role is not Role.OPERATOR]
LIBRARY: Final = Library(PROJECT / "question_banks")
START: Final = starting.Start(
    collaboration="Example dog unit",
    partners=[KENT, "Essex Police"],
    lead_force=KENT,
    round_title="2026",
    as_of=date(2026, 11, 1),
)
SIGN: Final = Action(question=P1, what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))
NEW: Final = signing_in.NewPerson(name="New", email="new@kent.example", force=KENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Two collaborations, each with a round that is open and one that is submitted, and a colleague of each role."""

    folder: Path
    store: Store
    assessments: dict[tuple[bool, bool], Assessment]
    """By whether it is of the own collaboration, and whether it is submitted."""
    people: dict[Role, Somebody]
    colleague: Somebody

    def ask(self, call: Callable[..., object], asker: Credential, *target: Any) -> AssessmentError | None:
        """What a call is refused with, if it is."""
        try:
            call(self, asker, *target)
        except AssessmentError as error:
            return error
        return None


def opened(folder: Path) -> Store:
    return Store.open(f"sqlite:///{folder / 'assessments.db'}", clock=lambda: AT)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("world")
    with closing(opened(folder)) as store:
        store.migrate()
        assessments: dict[tuple[bool, bool], Assessment] = {}
        for is_own in (True, False):
            starter = somebody(store, "Starter")
            start = START if is_own else starting.Start(**{**_fields(START), "collaboration": "Example air support"})
            for is_submitted in (False, True):
                id = starting.start_assessment(store, starter.asker, LIBRARY, start, at=AT)
                starter = Somebody(id=starter.id, name="", force=KENT, asker=session(store, starter.id))
                answer(store, starter.asker, id)
                if is_submitted:
                    submitting.submit_assessment(store, starter.asker, LIBRARY, id, at=AT)
                with store.read() as unit:
                    found = unit.assessments.find(id)
                assert found is not None
                assessments[is_own, is_submitted] = found
        own = assessments[True, False].collaboration.id
        colleagues: dict[Role, Somebody] = {}
        for role in STORED:
            named = "collaboration" in ROLES[role].reach
            colleagues[role] = somebody(store, role, force=KENT, roles=[(role, own) if named else role])
        somebody(store, "Another administrator", force=None, roles=[Role.ADMINISTRATOR])
        colleague = somebody(store, "Colleague", force=KENT)
    return World(folder=folder, store=store, assessments=assessments, people=colleagues, colleague=colleague)


@pytest.fixture
def afresh(template: World, tmp_path: Path) -> Callable[[], World]:
    """A world that nobody has changed, each time it is asked for."""
    worlds = iter(range(10_000))

    def make() -> World:
        folder = tmp_path / str(next(worlds))
        shutil.copytree(template.folder, folder)
        return World(
            folder=folder,
            store=opened(folder),
            assessments=template.assessments,
            people=template.people,
            colleague=template.colleague,
        )

    return make


def _fields(start: starting.Start) -> dict[str, Any]:
    return {name: getattr(start, name) for name in start.__dataclass_fields__}


def answer(store: Store, asker: Credential, id: AssessmentId, seen: int = 0) -> None:
    response = Response(question=P1, reply=LIBRARY.latest().level_at(4))
    answering.record_response(store, asker, LIBRARY, id, response, seen=seen, page="a" * 32, at=AT)


def within(world: World, call: Callable[[Unit], object]) -> object:
    """What is asked within a transaction that is already open."""
    with world.store.read() as unit:
        return call(unit)


def a_draft() -> Draft:
    return Draft(question=P1, page="b" * 32, seen=0, kept_at=AT, fields={"rationale": "Half a sen"})


OF_AN_ASSESSMENT: Final[
    dict[Callable[..., Any], tuple[Permission, Callable[[World, Credential, AssessmentId], object]]]
] = {
    answering.record_response: (Permission.RESPOND, lambda w, a, id: answer(w.store, a, id, seen=1)),
    answering.record_level: (
        Permission.RESPOND,
        lambda w, a, id: answering.record_level(
            w.store, a, LIBRARY, id, P1, level="outstanding", seen=1, page="a" * 32, at=AT
        ),
    ),
    answering.clear_reply: (
        Permission.RESPOND,
        lambda w, a, id: answering.clear_reply(w.store, a, LIBRARY, id, P1, seen=1, page="a" * 32, at=AT),
    ),
    answering.keep_draft: (
        Permission.RESPOND,
        lambda w, a, id: answering.keep_draft(w.store, a, LIBRARY, id, a_draft()),
    ),
    answering.recover_drafts: (
        Permission.RESPOND,
        lambda w, a, id: answering.recover_drafts(w.store, a, LIBRARY, id, P1, at=AT),
    ),
    answering.drop_draft: (
        Permission.RESPOND,
        lambda w, a, id: answering.drop_draft(w.store, a, id, P1, page="b" * 32),
    ),
    submitting.submit_assessment: (
        Permission.SUBMIT,
        lambda w, a, id: submitting.submit_assessment(w.store, a, LIBRARY, id, at=AT),
    ),
    submitting.classify_assessment: (
        Permission.RESPOND,
        lambda w, a, id: submitting.classify_assessment(w.store, a, id, Classification.OFFICIAL_SENSITIVE, at=AT),
    ),
    card.open_card: (Permission.RESPOND, lambda w, a, id: card.open_card(w.store, a, LIBRARY, id, "P1")),
    opening.open_assessment: (Permission.READ, lambda w, a, id: opening.open_assessment(w.store, a, LIBRARY, id)),
    results.open_results: (Permission.READ, lambda w, a, id: results.open_results(w.store, a, LIBRARY, id)),
    planning.plan_action: (
        Permission.PLAN,
        lambda w, a, id: planning.plan_action(w.store, a, LIBRARY, id, SIGN, id=ActionId(UUID(int=7)), seen=0, at=AT),
    ),
    plan.open_plan: (Permission.READ, lambda w, a, id: plan.open_plan(w.store, a, LIBRARY, id, at=AT)),
    looking.who_has_looked: (Permission.SEE_LOOKS, lambda w, a, id: looking.who_has_looked(w.store, a, id)),
    issues.issues_of: (Permission.READ, lambda w, a, id: issues.issues_of(w.store, a, id)),
    report.read_report: (
        Permission.READ,
        lambda w, a, id: within(w, lambda unit: report.read_report(unit, a, LIBRARY, id, at=AT)),
    ),
    report.read_to_export: (
        Permission.READ,
        lambda w, a, id: within(w, lambda unit: report.read_to_export(unit, a, LIBRARY, id)),
    ),
    reports.issue_report: (Permission.READ, lambda w, a, id: reports.issue_report(w.store, a, LIBRARY, id, at=AT)),
    reports.export_answers: (Permission.READ, lambda w, a, id: reports.export_answers(w.store, a, LIBRARY, id, at=AT)),
}


def colleagues_grant(world: World) -> Any:
    with world.store.read() as unit:
        return unit.people.grants_of(world.colleague.id)[0].id


ANYWHERE: Final[dict[Callable[..., Any], tuple[Permission, Callable[[World, Credential], object]]]] = {
    home.open_home: (Permission.ENTER, lambda w, a: home.open_home(w.store, a, LIBRARY)),
    comparison.open_comparison: (
        Permission.COMPARE,
        lambda w, a: comparison.open_comparison(w.store, a, LIBRARY, Selection()),
    ),
    comparison.read_comparison: (
        Permission.COMPARE,
        lambda w, a: within(w, lambda unit: comparison.read_comparison(unit, a, LIBRARY, Selection())),
    ),
    comparison.read_chosen: (
        Permission.COMPARE,
        lambda w, a: within(w, lambda unit: comparison.read_chosen(unit, a, LIBRARY, Selection(), fingerprint=None)),
    ),
    comparisons.take_comparison: (
        Permission.COMPARE,
        lambda w, a: comparisons.take_comparison(w.store, a, LIBRARY, Selection(), fingerprint=None, at=AT),
    ),
    comparisons.issue_comparison: (
        Permission.COMPARE,
        lambda w, a: comparisons.issue_comparison(w.store, a, LIBRARY, Selection(), fingerprint=None, at=AT),
    ),
    starting.start_assessment: (
        Permission.START,
        lambda w, a: starting.start_assessment(w.store, a, LIBRARY, START, at=AT),
    ),
    starting.import_assessment: (
        Permission.START,
        lambda w, a: starting.import_assessment(w.store, a, LIBRARY, "{}", at=AT),
    ),
    people.open_people: (Permission.MANAGE_PEOPLE, lambda w, a: people.open_people(w.store, a)),
    trail.trail_choices: (Permission.SEARCH_TRAIL, lambda w, a: trail.trail_choices(w.store, a)),
    trail.search_trail: (Permission.SEARCH_TRAIL, lambda w, a: trail.search_trail(w.store, a, trail.Asked())),
    people.open_account: (Permission.ENTER, lambda w, a: people.open_account(w.store, a)),
    own_account.change_password: (
        Permission.ENTER,
        lambda w, a: own_account.change_password(w.store, a, present="x", new="walnut ferry crimson"),
    ),
    own_account.set_second_factor: (
        Permission.ENTER,
        lambda w, a: own_account.set_second_factor(w.store, a, present="x", key="ABCD", code="1"),
    ),
    own_account.remove_second_factor: (
        Permission.ENTER,
        lambda w, a: own_account.remove_second_factor(w.store, a, present="x"),
    ),
    managing_people.invite_person: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.invite_person(w.store, a, NEW),
    ),
    managing_people.invite_again: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.invite_again(w.store, a, w.colleague.id),
    ),
    managing_people.give_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.give_access(w.store, a, w.colleague.id, Role.MEMBER),
    ),
    managing_people.end_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.end_access(w.store, a, colleagues_grant(w)),
    ),
    managing_people.confirm_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.confirm_access(w.store, a, colleagues_grant(w)),
    ),
    managing_people.let_go: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.let_go(w.store, a, w.colleague.id),
    ),
    managing_people.let_in_again: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.let_in_again(w.store, a, w.colleague.id),
    ),
}

ONLY_A_SESSION: Final[set[Callable[..., Any]]] = {
    people.open_viewer,
    people.open_visitor,
    signing_in.stay,
    record.note_refusal,
}
"""What says who somebody is, to themselves."""
WITHOUT_A_SESSION: Final[set[Callable[..., Any]]] = {
    signing_in.sign_in,
    signing_in.sign_out,
    signing_in.begin_service,
    signing_in.accept_invitation,
    signing_in_elsewhere.sign_in_by_identity,
    signing_in_elsewhere.accept_invitation_by_identity,
    people.is_empty,
    people.who_is_invited,
}
"""What comes before a session, or ends it. Each has tests of its own beside these."""
ONLY_ON_THE_SERVER: Final[set[Callable[..., Any]]] = {
    managing_people.forget_person,
    rounds.jobs_of_round,
    issued.find_issued,
}
"""What the command line alone can ask for."""
OF_OTHERS: Final[set[Callable[..., Any]]] = {recording.make_and_record}
"""A part of those that are tried here."""


EVERY: Final[dict[Callable[..., Any], Callable[..., object]]] = {
    **{function: call for function, (_, call) in OF_AN_ASSESSMENT.items()},
    **{function: call for function, (_, call) in ANYWHERE.items()},
}


def functions() -> Iterator[Callable[..., Any]]:
    """Every public function of the actions, the views and the files that is handed the store or who asks."""
    for package in (actions, views, issuing):
        for module in pkgutil.iter_modules(package.__path__):
            loaded = importlib.import_module(f"{package.__name__}.{module.name}")
            for name, each in inspect.getmembers(loaded, inspect.isfunction):
                takes = inspect.signature(each).parameters
                if each.__module__ == loaded.__name__ and not name.startswith("_") and {"store", "asker"} & set(takes):
                    yield each


def test_every_action_and_view_is_tried_here() -> None:
    tried = {*OF_AN_ASSESSMENT, *ANYWHERE} | ONLY_A_SESSION | WITHOUT_A_SESSION | ONLY_ON_THE_SERVER | OF_OTHERS

    assert {each.__qualname__ for each in functions()} == {each.__qualname__ for each in tried}
    assert [each for each in tried - WITHOUT_A_SESSION if "asker" not in inspect.signature(each).parameters] == []


def holds(role: Role, permission: Permission, *, is_own: bool, is_submitted: bool) -> bool:
    """Whether the table gives it."""
    asked = Permission.READ_DRAFT if permission is Permission.READ and not is_submitted else permission
    allowed = ROLES[role]
    reaches = allowed.reach is Reach.EVERYWHERE or (is_own and "collaboration" in allowed.reach)
    return reaches and asked in allowed.permissions


@pytest.mark.parametrize("function", OF_AN_ASSESSMENT, ids=lambda each: each.__name__)
def test_v5_0_0_8_2_2_each_role_has_of_each_assessment_what_the_table_says(
    function: Callable[..., Any], afresh: Callable[[], World]
) -> None:
    permission, call = OF_AN_ASSESSMENT[function]
    wrong = []
    for role in STORED:
        for is_own, is_submitted in ((True, False), (True, True), (False, False), (False, True)):
            world = afresh()
            target = world.assessments[is_own, is_submitted].id
            error = world.ask(call, world.people[role].asker, target)
            where = {"is_own": is_own, "is_submitted": is_submitted}
            if holds(role, permission, **where):
                is_right = not isinstance(error, NotFound | NotPermitted | NotSignedIn)
            elif holds(role, Permission.READ, **where):
                is_right = isinstance(error, NotPermitted)
            else:
                is_right = isinstance(error, NotFound) and str(error) == NO_ASSESSMENT
            if not is_right:
                wrong.append((role, where, error))
            world.store.close()

    assert wrong == []


@pytest.mark.parametrize("function", ANYWHERE, ids=lambda each: each.__name__)
def test_v5_0_0_8_2_1_each_role_may_do_what_the_table_says(
    function: Callable[..., Any], afresh: Callable[[], World]
) -> None:
    permission, call = ANYWHERE[function]
    wrong = []
    for role in STORED:
        world = afresh()
        error = world.ask(call, world.people[role].asker)
        if (permission in ROLES[role].permissions) == isinstance(error, NotPermitted | NotSignedIn | NotFound):
            wrong.append((role, error))
        world.store.close()

    assert wrong == []


@pytest.mark.parametrize("function", [*OF_AN_ASSESSMENT, *ANYWHERE], ids=lambda each: each.__name__)
def test_v5_0_0_8_3_1_nothing_is_done_or_shown_without_a_session(
    function: Callable[..., Any], afresh: Callable[[], World]
) -> None:
    world = afresh()
    ended = session(world.store, world.people[Role.LEAD].id)
    signing_in.sign_out(world.store, ended)
    target = (world.assessments[True, True].id,) if function in OF_AN_ASSESSMENT else ()
    call = EVERY[function]

    said = [world.ask(call, asker, *target) for asker in (Credential(""), Credential(new_secret()), ended)]

    assert [str(error) for error in said] == [NOT_SIGNED_IN] * 3
    assert all(isinstance(error, NotSignedIn) for error in said)


@pytest.mark.parametrize("function", [*OF_AN_ASSESSMENT, *ANYWHERE], ids=lambda each: each.__name__)
def test_a_page_that_was_drawn_for_somebody_else_does_and_shows_nothing(
    function: Callable[..., Any], afresh: Callable[[], World]
) -> None:
    world = afresh()
    lead = world.people[Role.LEAD]
    target = (world.assessments[True, False].id,) if function in OF_AN_ASSESSMENT else ()
    call = EVERY[function]

    error = world.ask(call, Credential(lead.asker.token, drawn_for=world.colleague.id), *target)

    assert isinstance(error, NotSignedIn)


def test_v5_0_0_8_2_2_the_home_page_and_the_comparison_show_only_what_may_be_read(afresh: Callable[[], World]) -> None:
    world = afresh()
    for role in STORED:
        asker = world.people[role].asker
        readable = {
            each.id
            for (is_own, is_submitted), each in world.assessments.items()
            if holds(role, Permission.READ, is_own=is_own, is_submitted=is_submitted)
        }
        shown = {line.assessment.id for line in home.open_home(world.store, asker, LIBRARY)}
        assert shown == readable, role
        if Permission.COMPARE in ROLES[role].permissions:
            compared = comparison.open_comparison(world.store, asker, LIBRARY, Selection())
            assert compared is not None
            listed = [row.assessment.id for row in compared.rows] + [each.assessment.id for each in compared.set_aside]
            assert set(listed) == readable, role


def test_a_role_that_was_ended_a_moment_ago_does_not_count(afresh: Callable[[], World]) -> None:
    world = afresh()
    lead, id = world.people[Role.LEAD], world.assessments[True, False].id
    answer(world.store, lead.asker, id, seen=1)
    with world.store.begin() as unit:
        for each in unit.people.grants_of(lead.id):
            unit.people.end_grant(each.id, at=unit.at)

    error = world.ask(lambda w, a: answer(w.store, a, id, seen=2), lead.asker)

    assert isinstance(error, NotFound)


def test_text_that_one_person_typed_waits_for_that_person_alone(afresh: Callable[[], World]) -> None:
    world = afresh()
    id, own = world.assessments[True, False].id, world.assessments[True, False].collaboration.id
    lead, other = world.people[Role.LEAD], world.people[Role.RESPONDENT]
    answering.keep_draft(world.store, lead.asker, LIBRARY, id, a_draft())

    assert not answering.recover_drafts(world.store, other.asker, LIBRARY, id, P1, at=AT)
    assert card.open_card(world.store, other.asker, LIBRARY, id, "P1").overtaken == ()
    grant(world.store, other.id, Role.LEAD, own, force=KENT)
    assert len(card.open_card(world.store, lead.asker, LIBRARY, id, "P1").overtaken) == 1
