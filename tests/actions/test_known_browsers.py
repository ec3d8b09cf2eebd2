"""A browser with which a person has signed in before is heard when others must wait, whoever fails for that person."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import argon2
import pytest

from assessment.access import Role
from assessment.access.credential import fingerprint
from assessment.access.known_browser import MOST_PEOPLE
from assessment.access.person import Secrets
from assessment.actions.limited_attempts import MOST_FROM_ADDRESS
from assessment.actions.own_account import change_password
from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.errors import AssessmentError
from assessment.store import Store, holding
from assessment.views.session_view import browser_proofs
from tests.actions.access_world import open_store
from tests.concurrency.world import NEW_PASSWORD, PASSWORD, PairWorld, Someone
from tests.signed_in_people import somebody
from tests.store.sqlite import new_database

QUICK_HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(new_database(tmp_path / "data"))) as store:
        yield store


def a_person(store: Store, name: str) -> Someone:
    """Add a person whose password has a hash of its own, as every password has."""
    return PairWorld(store).person(name, Role.MEMBER, secrets=Secrets(password=QUICK_HASHER.hash(PASSWORD)))


@pytest.fixture
def cat(store: Store) -> Someone:
    return a_person(store, "Cat")


def told(
    store: Store, person: Someone, password: str = PASSWORD, *, browser: str = "", address: str = "192.0.2.1"
) -> str:
    """Return what somebody is told who tries to sign in."""
    try:
        sign_in(store, SignInAttempt(email=person.email, password=password, browser=browser, address=address))
    except AssessmentError as error:
        return error.code
    return "signed in"


def known(store: Store, person: Someone, before: str = "") -> str:
    """Return what a browser keeps after the person has signed in with it."""
    return browser_proofs(store, PairWorld(store).session(person), before)


def fail_for(store: Store, person: Someone, *, browser: str = "") -> None:
    assert {told(store, person, "wrong", browser=browser) for _ in range(10)} == {"sign_in_refused"}


def test_nobody_can_keep_a_person_out_of_a_browser_that_is_known(store: Store, cat: Someone) -> None:
    browser = known(store, cat)

    fail_for(store, cat)

    assert told(store, cat) == "too_many_attempts"
    assert told(store, cat, browser=browser) == "signed in"


def test_a_known_browser_has_ten_places_and_takes_none_of_others(store: Store, cat: Someone) -> None:
    browser, other = known(store, cat), known(store, cat)

    fail_for(store, cat, browser=browser)

    assert told(store, cat, browser=browser) == "too_many_attempts"
    assert told(store, cat, browser=other) == "signed in"
    assert told(store, cat) == "signed in"


def test_a_known_browser_is_heard_from_an_address_without_places(store: Store, cat: Someone) -> None:
    browser = known(store, cat)
    with store.begin(holding.ATTEMPTS) as unit:
        for number in range(MOST_FROM_ADDRESS):
            address = fingerprint("address 192.0.2.1")
            unit.attempts.fail(unit.attempts.add(fingerprint(str(number)), address, at=unit.at))

    assert told(store, cat) == "too_many_attempts"
    assert told(store, cat, browser=browser) == "signed in"


def test_a_browser_is_known_to_each_of_the_last_people_who_signed_in_with_it(store: Store) -> None:
    browser = ""
    people = [a_person(store, f"Cat{number}") for number in range(MOST_PEOPLE + 1)]
    for each in people:
        browser = known(store, each, known(store, each, browser))

    for each in people:
        fail_for(store, each)

    heard = [told(store, each, browser=browser) for each in people]
    assert heard == ["too_many_attempts"] + ["signed in"] * MOST_PEOPLE


def test_a_proof_is_void_once_the_password_has_changed(store: Store, cat: Someone) -> None:
    browser = known(store, cat)
    change_password(store, cat.actor, current=PASSWORD, new=NEW_PASSWORD)

    fail_for(store, cat)

    assert told(store, cat, NEW_PASSWORD, browser=browser) == "too_many_attempts"


@pytest.mark.parametrize(
    "browser",
    ["x", "é", "." * 10_000, "0" * 95, "0" * 96, "a" * 96 + "." + "b" * 96],
    ids=["a letter", "an accent", "many dots", "too short", "forged", "two forged"],
)
def test_what_is_no_proof_is_nothing(store: Store, cat: Someone, browser: str) -> None:
    fail_for(store, cat)

    assert told(store, cat, browser=browser) == "too_many_attempts"
    assert told(store, cat, browser=known(store, cat, browser)) == "signed in"


def test_a_proof_of_one_person_is_none_of_another(store: Store, cat: Someone) -> None:
    fail_for(store, cat)

    assert told(store, cat, browser=known(store, a_person(store, "Eve"))) == "too_many_attempts"


def test_a_person_without_a_password_has_no_proofs(store: Store) -> None:
    assert browser_proofs(store, somebody(store).actor, "") == ""
