"""A transaction that writes holds what it decides on before it reads it, and cannot read anything else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import Final

import pytest
import uuid6

from assessment.codes import Event, PersonState, ReportFormat
from assessment.errors import NotSaved
from assessment.ids import AssessmentId, PersonId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.store import Store, Unit, holding
from assessment.store.audit_chain import PEOPLE_CHAIN, chain_of
from assessment.store.holding import Hold, NotHeld
from tests.bank_builders import a_response
from tests.signed_in_people import Somebody, session, somebody
from tests.store.store_builders import BANK, MORNING, a_stored_assessment, an_operation, open_store

P1: Final = QuestionCode("P1")


@pytest.fixture
def person(store: Store) -> Somebody:
    return somebody(store)


Deciding = Callable[[Unit, Somebody, Assessment], object]


@pytest.mark.parametrize(
    "decide",
    [
        pytest.param(lambda unit, person, _: unit.sessions.behind(person.actor.fingerprint), id="who asks"),
        pytest.param(lambda unit, person, _: unit.sessions.find(person.actor.fingerprint), id="a session"),
        pytest.param(lambda unit, person, _: unit.people.find(person.id), id="a person"),
        pytest.param(lambda unit, person, _: unit.people.secrets_of(person.id), id="a password"),
        pytest.param(lambda unit, person, _: unit.people.grants_of(person.id), id="access"),
        pytest.param(lambda unit, _, __: unit.people.is_empty(), id="whether there is anybody"),
        pytest.param(lambda unit, _, __: unit.people.find_by_email("sam@kent.example"), id="whose address it is"),
        pytest.param(lambda unit, _, __: unit.people.administrators(), id="who administers"),
        pytest.param(lambda unit, _, __: unit.attempts.at_target("a" * 64), id="how many attempts there were"),
        pytest.param(lambda unit, _, it: unit.assessments.find(it.id), id="an assessment"),
        pytest.param(lambda unit, _, it: unit.responses.find(it, P1, BANK), id="an answer"),
        pytest.param(lambda unit, _, it: unit.improvement_actions.of(it), id="the actions"),
        pytest.param(lambda unit, _, it: unit.report_files.add(it, 1, {ReportFormat.PDF: b""}), id="an issued report"),
        pytest.param(lambda unit, _, it: unit.audit.head(chain_of(it.collaboration.id)), id="the end of a chain"),
    ],
)
def test_what_is_not_held_cannot_be_decided_on(
    store: Store, person: Somebody, assessment: Assessment, decide: Deciding
) -> None:
    with pytest.raises(NotHeld), store.begin(holding.account(PersonId(uuid6.uuid7()))) as unit:
        decide(unit, person, assessment)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda unit, person, _: unit.people.set_state(person.id, PersonState.DISABLED), id="a state"),
        pytest.param(lambda unit, person, _: unit.people.set_password(person.id, "hash"), id="a password"),
        pytest.param(lambda unit, person, _: unit.people.set_second_factor(person.id, "key", step=1), id="a factor"),
        pytest.param(lambda unit, person, _: unit.people.keep_recovery_codes(person.id, ()), id="recovery codes"),
        pytest.param(
            lambda unit, person, _: unit.people.end_grant(unit.people.grants_of(person.id)[0].id, at=unit.at),
            id="access",
        ),
        pytest.param(lambda unit, person, _: unit.sessions.end_all(person.id, at=MORNING), id="sessions"),
        pytest.param(lambda unit, person, _: unit.sessions.end(person.actor.fingerprint, at=MORNING), id="a session"),
        pytest.param(lambda unit, person, _: unit.invitations.end_all(person.id, at=MORNING), id="invitations"),
        pytest.param(
            lambda unit, _, it: unit.responses.save(
                it, a_response(), bank=BANK, expected_version=0, operation=an_operation(), by="Sam", at=MORNING
            ),
            id="an answer",
        ),
    ],
)
def test_what_is_not_held_alone_cannot_be_changed(
    store: Store, person: Somebody, assessment: Assessment, change: Deciding
) -> None:
    with pytest.raises(NotHeld), store.begin(holding.access_of(person.actor), holding.EVERYBODY) as unit:
        change(unit, person, assessment)


def test_a_transaction_for_reading_may_read_everything(store: Store, person: Somebody, assessment: Assessment) -> None:
    with store.read() as unit:
        assert unit.sessions.behind(person.actor.fingerprint) is not None
        assert not unit.people.is_empty()
        assert unit.assessments.find(assessment.id) == assessment


@pytest.fixture
def impatient(postgresql_url: str) -> Store:
    """A second server on the database of `patient`, which waits for nothing."""
    return open_store(postgresql_url, wait=0.05)


@pytest.fixture
def patient(postgresql_url: str) -> Store:
    store = open_store(postgresql_url)
    store.migrate()
    return store


def is_free(store: Store, *holds: Hold) -> bool:
    """Return True if a transaction of the impatient server can hold that."""
    try:
        with store.begin(holding.ATTEMPTS, *holds):
            return True
    except NotSaved:
        return False


def test_many_act_as_one_person_at_once_and_nobody_changes_that_person_meanwhile(
    patient: Store, impatient: Store
) -> None:
    with closing(patient), closing(impatient):
        person = somebody(patient)
        elsewhere = session(patient, person.id)

        with patient.begin(holding.access_of(person.actor)):
            assert is_free(impatient, holding.access_of(person.actor))
            assert is_free(impatient, holding.access_of(elsewhere))
            assert not is_free(impatient, holding.account(person.id))
            assert not is_free(impatient, holding.account_of(elsewhere))

        with patient.begin(holding.account(person.id)):
            assert not is_free(impatient, holding.access_of(person.actor))


def test_saves_in_two_collaborations_and_sign_ins_do_not_wait_for_each_other(patient: Store, impatient: Store) -> None:
    with closing(patient), closing(impatient):
        sam, kim = somebody(patient, "Sam"), somebody(patient, "Kim")
        here, there = a_stored_assessment(patient), a_stored_assessment(patient)

        with patient.begin(holding.access_of(sam.actor), holding.assessment(here.id)):
            assert is_free(impatient, holding.access_of(kim.actor), holding.assessment(there.id))
            assert is_free(impatient, holding.EVERYBODY)
            assert not is_free(impatient, holding.access_of(kim.actor), holding.assessment(here.id))


def test_whoever_waits_for_a_person_does_not_keep_everybody_waiting(patient: Store, impatient: Store) -> None:
    with closing(patient), closing(impatient), ThreadPoolExecutor(1) as threads:
        person = somebody(patient)
        other = somebody(patient, "Kim")

        def change() -> None:
            with patient.begin(holding.EVERYBODY, holding.account(person.id), holding.account(other.id)):
                pass

        first, second = sorted((person.id, other.id))
        with patient.begin(holding.account(second)):
            waiting = threads.submit(change)
            while is_free(impatient, holding.account(first)):
                pass
            assert is_free(impatient, holding.EVERYBODY)
        waiting.result(20)


def test_an_assessment_can_be_held_before_it_is_started(patient: Store, impatient: Store) -> None:
    with closing(patient), closing(impatient):
        id = AssessmentId(uuid6.uuid7())

        with patient.begin(holding.assessment(id)):
            assert not is_free(impatient, holding.assessment(id))


def test_in_whatever_order_things_are_named_nobody_waits_for_ever(patient: Store) -> None:
    with closing(patient):
        own = somebody(patient)
        holds = [
            holding.access_of(own.actor),  # the same lock as the next one, but not one's alone
            holding.account(own.id),
            *(holding.account(somebody(patient).id) for _ in range(2)),
            *(holding.assessment(a_stored_assessment(patient).id) for _ in range(3)),
            holding.EVERYBODY,
            holding.ATTEMPTS,
        ]
        together = Barrier(4)

        def take(shift: int) -> int:
            together.wait()
            for number in range(25):
                start = (shift * number) % len(holds)
                with patient.begin(holds[start], *holds[start + 1 :], *holds[:start]):
                    pass
            return 25

        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(take, (1, 3, 5, 7))) == [25] * 4


def test_a_chain_whose_turn_is_over_is_refused_as_a_bug(store: Store, assessment: Assessment) -> None:
    other = a_stored_assessment(store)

    with pytest.raises(NotHeld, match="is to be held before people"), store.begin(holding.EVERYBODY) as unit:
        unit.audit.add(Event.ASSESSMENT_CHANGED, assessment=assessment, by="Sam", at=MORNING, detail={})

    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.audit.hold(chain_of(other.collaboration.id))
        unit.audit.hold(chain_of(assessment.collaboration.id))
        unit.audit.hold(PEOPLE_CHAIN)
