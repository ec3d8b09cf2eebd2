"""After the clock was set back by an hour people go on as before; by more than a day, the app does not start."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.access import Credential, second_factor
from assessment.actions.first_administrator import create_first_administrator
from assessment.actions.inviting import invite_person
from assessment.actions.managing_access import end_access, give_access
from assessment.actions.own_account import set_second_factor
from assessment.actions.signing_in import sign_in
from assessment.codes import Permission, Role
from assessment.errors import InvalidInput, NotReadable
from assessment.store import Store
from assessment.views.session_view import open_viewer
from tests.actions.test_signing_in import ANN, BEN, PASSWORD, MovableClock, attempt, refusal_of
from tests.signed_in_people import A_MEMBER
from tests.store.sqlite import new_database


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return new_database(tmp_path / "data")


@pytest.fixture
def store(url: str, clock: MovableClock) -> Iterator[Store]:
    with closing(Store.open(url, clock=clock)) as store:
        yield store


@pytest.fixture
def ann(store: Store) -> Credential:
    return create_first_administrator(store, ANN, PASSWORD)


def test_access_given_in_the_hour_before_counts_and_can_be_ended_at_once(
    store: Store, clock: MovableClock, ann: Credential
) -> None:
    ben = invite_person(store, ann, BEN, A_MEMBER).person
    give_access(store, ann, ben, Role.INSPECTOR)
    clock.advance(hours=-1)

    assert open_viewer(store, ann).may(Permission.MANAGE_PEOPLE)
    with store.read() as unit:
        given = next(each for each in unit.people.grants_of(ben) if each.role is Role.INSPECTOR)
    assert given.counts(at=clock.at)
    end_access(store, ann, given.id)
    with store.read() as unit:
        ended = next(each for each in unit.people.grants_of(ben) if each.id == given.id)
    assert not ended.counts(at=clock.at)


def test_a_code_of_the_second_factor_works_and_does_so_once(store: Store, clock: MovableClock, ann: Credential) -> None:
    key = second_factor.new_key()
    set_second_factor(store, ann, current=PASSWORD, key=key, code=second_factor.code_at(key, at=clock.at))
    clock.advance(hours=-1)
    code = second_factor.code_at(key, at=clock.at)

    assert sign_in(store, attempt(code=code)).token
    with pytest.raises(InvalidInput):
        sign_in(store, attempt(code=code))


def test_tries_to_sign_in_of_the_hour_before_hold_nobody(store: Store, clock: MovableClock, ann: Credential) -> None:
    for _ in range(10):
        refusal_of(store, attempt(password="wrong"))
    clock.advance(hours=-1)

    assert sign_in(store, attempt()).token


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(hours=23)], ids=str)
def test_a_clock_that_is_behind_by_less_than_a_day_is_told_in_the_log(
    url: str, clock: MovableClock, ann: Credential, by: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    clock.at -= by
    with closing(Store.open(url, clock=clock)) as store:
        store.migrate()

    assert "Set the clock right, then start the app again." in caplog.text


def test_a_clock_that_is_behind_by_more_than_a_day_keeps_the_app_from_starting(
    url: str, clock: MovableClock, ann: Credential
) -> None:
    clock.advance(days=-1, minutes=-1)

    with closing(Store.open(url, clock=clock)) as store, pytest.raises(NotReadable) as refused:
        store.migrate()

    assert str(refused.value) == (
        "The clock of this computer says 21 November 2026 at 14:01, but the newest record in the database is of "
        "22 November 2026 at 14:02. Set the clock right, then start the app again."
    )
