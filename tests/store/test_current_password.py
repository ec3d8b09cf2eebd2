"""The current password, which changes of an account ask for: ten wrong ones are heard, then the session ends."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from assessment.access import Credential
from assessment.access.person import Secrets
from assessment.actions.own_account import change_password, remove_second_factor, set_second_factor
from assessment.codes import Event, Role
from assessment.errors import AssessmentError, InvalidInput, NotSignedIn
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.session_view import open_viewer
from tests.actions.access_world import open_store
from tests.concurrency.world import KEY, NEW_PASSWORD, PASSWORD, STORED_PASSWORD, PairWorld, Someone

WRONG = "The current password is not right. Type it again."
SIGNED_OUT = "The current password was wrong ten times, so you have been signed out. Sign in to continue."

Change = Callable[[Store, Credential, str], object]
CHANGES: dict[str, Change] = {
    "change the password": lambda store, actor, current: change_password(
        store, actor, current=current, new=NEW_PASSWORD
    ),
    "set a second factor": lambda store, actor, current: set_second_factor(
        store, actor, current=current, key=KEY, code="000000"
    ),
    "remove the second factor": lambda store, actor, current: remove_second_factor(store, actor, current=current),
}


@pytest.fixture
def stores(url: str) -> Iterator[tuple[Store, Store]]:
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        yield one, other


@pytest.fixture
def store(stores: tuple[Store, Store]) -> Store:
    return stores[0]


@pytest.fixture
def cat(store: Store) -> Someone:
    return PairWorld(store).person("Cat", Role.MEMBER, secrets=Secrets(password=STORED_PASSWORD, second_factor=KEY))


def refusal_of(
    change: Callable[[Store, Credential, str], object], store: Store, actor: Credential, current: str
) -> str:
    with pytest.raises(AssessmentError) as refusal:
        change(store, actor, current)
    return str(refusal.value)


def events(store: Store) -> list[tuple[Event, str]]:
    """Return what is on record, and by whom, without what these tests put there."""
    with store.read() as unit:
        entries = unit.audit.of_chain(PEOPLE_CHAIN)
    return [(entry.event, entry.by) for entry in entries if entry.event is not Event.ROWS_CHANGED]


@pytest.mark.parametrize("named", list(CHANGES))
def test_ten_wrong_ones_are_recorded_and_end_the_session(store: Store, cat: Someone, named: str) -> None:
    change, other = CHANGES[named], PairWorld(store).session(cat)

    told = [refusal_of(change, store, cat.actor, "wrong") for _ in range(10)]

    assert told == [WRONG] * 9 + [SIGNED_OUT]
    assert events(store) == [(Event.CURRENT_PASSWORD_REFUSED, str(cat.id))] * 10
    with pytest.raises(NotSignedIn, match="You are not signed in"):
        change(store, cat.actor, PASSWORD)
    assert open_viewer(store, other).person == cat.id


def test_ten_wrong_ones_count_together_wherever_they_are_typed(store: Store, cat: Someone) -> None:
    told = [refusal_of(list(CHANGES.values())[number % 3], store, cat.actor, "wrong") for number in range(10)]

    assert told[-1] == SIGNED_OUT


def test_a_right_one_does_not_count_and_forgives_the_wrong_ones_before_it(store: Store, cat: Someone) -> None:
    change = CHANGES["set a second factor"]
    for current in [*["wrong"] * 9, PASSWORD] * 2 + [PASSWORD] * 11:
        told = refusal_of(change, store, cat.actor, current)
        assert told.startswith(WRONG if current == "wrong" else "This code is not right")

    assert open_viewer(store, cat.actor).person == cat.id
    assert events(store) == [(Event.CURRENT_PASSWORD_REFUSED, str(cat.id))] * 18


def test_while_ten_are_being_checked_an_eleventh_is_not_although_it_is_right(store: Store, cat: Someone) -> None:
    with store.begin(holding.account(cat.id)) as unit:
        for _ in range(10):
            unit.sessions.take_guess(cat.actor.fingerprint, most=10)

    assert refusal_of(CHANGES["set a second factor"], store, cat.actor, PASSWORD) == SIGNED_OUT


def test_of_many_wrong_ones_at_once_ten_are_heard(stores: tuple[Store, Store]) -> None:
    cat = PairWorld(stores[0]).person("Cat", Role.MEMBER)
    together = Barrier(28)

    def run(number: int) -> type[AssessmentError] | None:
        together.wait()
        try:
            change_password(stores[number % 2], cat.actor, current="wrong", new=NEW_PASSWORD)
        except (InvalidInput, NotSignedIn) as error:
            return type(error)
        return None

    with ThreadPoolExecutor(28) as threads:
        told = Counter(threads.map(run, range(28)))

    assert told[None] == 0
    assert events(stores[0]) == [(Event.CURRENT_PASSWORD_REFUSED, str(cat.id))] * 10
    with pytest.raises(NotSignedIn):
        open_viewer(stores[0], cat.actor)
