"""More than two at once, begun together: one of them counts, and each other one is told so in a sentence."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier
from typing import Final
from uuid import UUID

import pytest

from assessment.access import Credential
from assessment.access.person import Secrets
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.account_links import INVITATION_INVALID, Invitation
from assessment.actions.answering import record_response
from assessment.actions.first_administrator import HAS_ADMINISTRATOR, create_first_administrator
from assessment.actions.inviting import invite_person
from assessment.actions.managing_access import end_access
from assessment.actions.new_person import NewPerson
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, PersonState, Role
from assessment.errors import AssessmentError
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.response import Met, Response, StoredResponse
from assessment.store import Store
from tests.actions.access_world import LIBRARY, NEW, START
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN, SUBMITTED
from tests.concurrency.databases import Database
from tests.concurrency.pair import ADMINISTRATORS, EVENTS, PEOPLE, POSTGRESQL, SQLITE, TRAIL, Call, live_sessions
from tests.concurrency.starting_pairs import ASSESSMENTS, COLLABORATIONS, LEADS
from tests.concurrency.world import NEW_PASSWORD, PairWorld
from tests.signed_in_people import A_MEMBER
from tests.store.store_builders import the_operation

ID: Final = AssessmentId(UUID(int=1))
FIRST_ADMINISTRATOR: Final = [Event.FIRST_ADMINISTRATOR_CREATED, Event.ACCESS_GIVEN, Event.ACCESS_GIVEN]


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def database(request: pytest.FixtureRequest) -> Database:
    each: Database = request.getfixturevalue(f"on_{request.param}")
    return each


@pytest.fixture
def stores(database: Database) -> tuple[Store, Store]:
    database.empty()
    return database.stores


@pytest.fixture
def world(stores: tuple[Store, Store]) -> PairWorld:
    return PairWorld(stores[0])


def at_once(stores: tuple[Store, Store], calls: Sequence[Call]) -> list[object]:
    """Let a thread make each call, half of them on the other server, and return what each returned or was told."""
    together = Barrier(len(calls))

    def outcome(call: Callable[[Store], object], store: Store) -> object:
        together.wait()
        try:
            return call(store)
        except AssessmentError as refused:
            return str(refused)

    with ThreadPoolExecutor(len(calls)) as threads:
        begun = [threads.submit(outcome, call, stores[place % 2]) for place, call in enumerate(calls)]
        return [each.result() for each in begun]


def counted(outcomes: Sequence[object]) -> Counter[object]:
    """Return how many had each outcome: the sentence of who was refused, the class of what others were given."""
    return Counter(each if isinstance(each, str) else type(each) for each in outcomes)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param([replace(NEW, email=f"new{number}@kent.example") for number in range(8)], id="eight addresses"),
        pytest.param([NEW] * 8, id="one address"),
    ],
)
def test_eight_who_would_be_the_first_administrator_make_one(
    database: Database, stores: tuple[Store, Store], new: list[NewPerson]
) -> None:
    outcomes = at_once(stores, [partial(create_first_administrator, new=each, password=NEW_PASSWORD) for each in new])

    assert counted(outcomes) == {Credential: 1, HAS_ADMINISTRATOR: 7}
    assert database.read(ADMINISTRATORS) == [1]
    assert database.read(PEOPLE) == ["New: active"]
    assert database.read(TRAIL) == FIRST_ADMINISTRATOR


def test_an_invitation_that_is_accepted_four_times_counts_once(
    database: Database, stores: tuple[Store, Store], world: PairWorld
) -> None:
    cat = world.person("Cat", Role.MEMBER, state=PersonState.INVITED, secrets=Secrets(password=None))
    accept = partial(accept_invitation, secret=world.invitation(cat), password=NEW_PASSWORD)
    before = database.read(live_sessions("Cat"))

    outcomes = at_once(stores, [accept] * 4)

    assert counted(outcomes) == {Credential: 1, INVITATION_INVALID: 3}
    assert database.read(PEOPLE) == ["Cat: active"]
    assert (before, database.read(live_sessions("Cat"))) == ([1], [1])
    assert database.read(TRAIL) == [Event.INVITATION_ACCEPTED]


def test_an_address_that_four_invite_belongs_to_one_person(
    database: Database, stores: tuple[Store, Store], world: PairWorld
) -> None:
    administrators = [world.person(name, Role.ADMINISTRATOR) for name in ("Ann", "Bob", "Cat", "Dan")]

    outcomes = at_once(
        stores,
        [partial(invite_person, actor=each.actor, new=NEW, access=A_MEMBER) for each in administrators],
    )

    assert counted(outcomes) == {Invitation: 4}
    assert database.read(PEOPLE) == ["Ann: active", "Bob: active", "Cat: active", "Dan: active", "New: invited"]
    assert database.read("SELECT count(*) FROM invitation") == [1]


def test_an_assessment_that_is_started_four_times_is_one(
    database: Database, stores: tuple[Store, Store], world: PairWorld
) -> None:
    lea = world.person("Lea", Role.MEMBER)
    start = partial(start_assessment, actor=lea.actor, library=LIBRARY, start=START, at=AT, id=ID)

    assert at_once(stores, [start] * 4) == [ID] * 4

    assert [database.read(query) for query in (ASSESSMENTS, COLLABORATIONS, LEADS)] == [[1], [1], [1]]
    assert database.read(EVENTS) == [Event.ASSESSMENT_STARTED]


def test_a_next_round_that_is_started_four_times_is_one(
    database: Database, stores: tuple[Store, Store], world: PairWorld
) -> None:
    before = world.assessment(is_submitted=True)
    lea = world.person("Lea", Role.MEMBER, (Role.LEAD, before.collaboration.id))
    next_round = replace(START, round_title="2027", follows=before.id)
    start = partial(start_assessment, actor=lea.actor, library=LIBRARY, start=next_round, at=AT, id=ID)

    assert at_once(stores, [start] * 4) == [ID] * 4

    assert [database.read(query) for query in (ASSESSMENTS, COLLABORATIONS, LEADS)] == [[2], [1], [1]]


def test_an_assessment_that_two_leads_submit_is_submitted_once_and_both_are_told_that_it_is(
    database: Database, stores: tuple[Store, Store], world: PairWorld
) -> None:
    it = world.assessment(rationale="Old")
    leads = [world.person(name, (Role.LEAD, it.collaboration.id)) for name in ("Lea", "Max")]
    submit = partial(submit_assessment, library=LIBRARY, assessment_id=it.id, at=AT)

    outcomes = at_once(stores, [partial(submit, actor=lead.actor) for lead in leads])

    assert [each for each in outcomes if isinstance(each, str)] == []
    assert database.read(SUBMITTED) == [1]
    assert database.read(EVENTS) == [*BEGUN, Event.ASSESSMENT_SUBMITTED]


def test_whoever_loses_access_while_four_saves_run_has_saved_just_what_they_were_told_is_saved(
    database: Database, stores: tuple[Store, Store], world: PairWorld
) -> None:
    it = world.assessment()
    ann, lea = world.person("Ann", Role.ADMINISTRATOR), world.person("Lea", (Role.LEAD, it.collaboration.id))
    save = partial(record_response, actor=lea.actor, library=LIBRARY, assessment_id=it.id, expected_version=0, at=AT)
    saves = [
        partial(
            save,
            response=Response(question=QuestionCode(f"P{number}"), reply=Met(), rationale="New"),
            operation=the_operation(number),
        )
        for number in range(1, 5)
    ]

    *outcomes, ended = at_once(stores, [*saves, partial(end_access, actor=ann.actor, grant=lea.grants[0])])
    with pytest.raises(AssessmentError) as refused:
        saves[0](stores[0])

    saved = sorted(each.response.question for each in outcomes if isinstance(each, StoredResponse))
    assert ended is None
    assert {each for each in outcomes if isinstance(each, str)} <= {str(refused.value)}
    assert sorted(map(str, database.read("SELECT question FROM response"))) == saved
    assert database.read(EVENTS) == [Event.ASSESSMENT_STARTED, *[Event.RESPONSE_SAVED] * len(saved)]
