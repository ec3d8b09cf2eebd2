"""Attempts at secrets: ten that fail are heard, however many come at once, and those that are right never count."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest

from assessment.access import Credential
from assessment.access.credential import fingerprint
from assessment.actions.limited_attempts import MOST_FROM_ADDRESS, place_for_attempt
from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.codes import Event
from assessment.errors import AssessmentError
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from tests.concurrency.world import PASSWORD, PairWorld
from tests.store.store_builders import open_store


@pytest.fixture
def stores(url: str) -> Iterator[tuple[Store, Store]]:
    """Two stores on one database, as two servers have them."""
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        yield one, other


def attempt(email: str, password: str = PASSWORD, *, address: str = "192.0.2.1") -> SignInAttempt:
    return SignInAttempt(email=email, password=password, address=address)


def outcome(sign: Callable[[], Credential]) -> str:
    try:
        sign()
    except AssessmentError as error:
        return error.code
    return "signed in"


def at_once(stores: Sequence[Store], attempts: Sequence[SignInAttempt]) -> Counter[str]:
    """Make the attempts in threads that start together, on the stores in turn, and count what each was told."""
    together = Barrier(len(attempts))

    def run(number: int) -> str:
        together.wait()
        return outcome(partial(sign_in, stores[number % len(stores)], attempts[number]))

    with ThreadPoolExecutor(len(attempts)) as threads:
        return Counter(threads.map(run, range(len(attempts))))


def refusals_recorded(store: Store) -> int:
    with store.read() as unit:
        return [entry.event for entry in unit.audit.of_chain(PEOPLE_CHAIN)].count(Event.SIGN_IN_REFUSED)


def test_of_many_wrong_passwords_at_once_exactly_ten_are_heard(stores: tuple[Store, Store]) -> None:
    cat = PairWorld(stores[0]).person("Cat")

    told = at_once(stores, [attempt(cat.email, "wrong")] * 28)

    assert told == {"sign_in_refused": 10, "too_many_attempts": 18}
    assert refusals_recorded(stores[0]) == 10


def test_however_many_sign_in_at_once_from_one_address_none_is_refused(stores: tuple[Store, Store]) -> None:
    world = PairWorld(stores[0])
    everybody = [world.person(f"Cat{number}").email for number in range(15)]

    assert at_once(stores, [attempt(email) for email in everybody * 2]) == {"signed in": 30}


def test_one_person_can_sign_in_in_many_tabs_at_once(stores: tuple[Store, Store]) -> None:
    cat = PairWorld(stores[0]).person("Cat")

    assert at_once(stores, [attempt(cat.email)] * 30) == {"signed in": 30}


def test_right_passwords_at_once_are_heard_where_one_more_wrong_one_would_be(stores: tuple[Store, Store]) -> None:
    world = PairWorld(stores[0])
    cat = world.person("Cat")
    for _ in range(9):
        outcome(partial(sign_in, stores[0], attempt(cat.email, "wrong", address="192.0.2.2")))

    assert at_once(stores, [attempt(cat.email)] * 8) == {"signed in": 8}


def test_wrong_attempts_at_nobody_keep_nobody_out_and_each_is_counted_apart(store: Store) -> None:
    world = PairWorld(store)
    people = [world.person(f"Cat{number}").email for number in range(6)]
    for number in range(11):  # one more than an account has, known or not
        assert outcome(partial(sign_in, store, attempt(f"nobody{number}@kent.example"))) == "sign_in_refused"

    assert [outcome(partial(sign_in, store, attempt(email))) for email in people] == ["signed in"] * 6


def test_an_address_has_many_more_places_than_an_account(store: Store) -> None:
    cat = PairWorld(store).person("Cat")
    with store.begin(holding.ATTEMPTS) as unit:
        address = fingerprint("address 192.0.2.1")
        for number in range(MOST_FROM_ADDRESS - 1):
            unit.attempts.fail(unit.attempts.add(fingerprint(str(number)), address, at=unit.at))

    assert outcome(partial(sign_in, store, attempt(cat.email, "wrong"))) == "sign_in_refused"
    assert outcome(partial(sign_in, store, attempt(cat.email))) == "too_many_attempts"
    assert outcome(partial(sign_in, store, attempt(cat.email, address="192.0.2.2"))) == "signed in"


def test_all_addresses_of_one_network_share_its_places(store: Store) -> None:
    for last in range(3):
        with place_for_attempt(store, target=str(last), address=f"2001:db8::{last}"):
            pass

    with store.read() as unit:
        assert unit.attempts.from_address(fingerprint("address 2001:db8::/64")).taken == 3


def test_attempts_of_a_future_that_a_clock_once_showed_do_not_count(store: Store) -> None:
    cat = PairWorld(store).person("Cat")
    with store.begin(holding.ATTEMPTS) as unit:
        target = fingerprint(f"account {cat.email}")
        for _ in range(10):
            unit.attempts.fail(unit.attempts.add(target, fingerprint("x"), at=unit.at + timedelta(hours=1)))

    assert outcome(partial(sign_in, store, attempt(cat.email))) == "signed in"
