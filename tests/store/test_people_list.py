"""The list of people shows a page of those who are sought, and says when their access lapses."""

from datetime import timedelta

import pytest

from assessment.codes import PeopleShown, PersonState, Role
from assessment.ids import PersonId
from assessment.store import Store, holding
from assessment.store.people_search import PeopleQuery
from assessment.views.account_view import open_account
from assessment.views.people_view import PEOPLE_PER_PAGE, open_people, open_person
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import Somebody, somebody
from tests.store.store_builders import counted_statements


@pytest.fixture
def administrator(store: Store) -> Somebody:
    return somebody(store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


def names(store: Store, viewer: Somebody, query: PeopleQuery, *, page: int = 1) -> list[str]:
    return [line.person.name for line in open_people(store, viewer.actor, query, page=page).people]


def confirmed(store: Store, person: PersonId, *, days_ago: int) -> None:
    with store.begin(holding.account(person)) as unit:
        for each in unit.people.grants_of(person):
            unit.people.confirm_grant(each.id, at=unit.at - timedelta(days=days_ago))


def test_people_are_listed_a_page_at_a_time_with_as_many_queries_for_many_as_for_few(
    store: Store, administrator: Somebody
) -> None:
    with counted_statements() as for_few:
        open_people(store, administrator.actor)
    for number in range(PEOPLE_PER_PAGE + 1):
        somebody(store, f"Person {number:02}")
    with counted_statements() as for_many:
        first = open_people(store, administrator.actor)

    assert len(for_few) == len(for_many)
    assert (len(first.people), first.page, first.pages) == (PEOPLE_PER_PAGE, 1, 2)
    assert names(store, administrator, PeopleQuery(), page=2) == ["Person 24", "Person 25"]
    assert open_people(store, administrator.actor, page=9).page == 2


def test_people_are_found_by_name_address_force_and_role(store: Store, administrator: Somebody) -> None:
    somebody(store, "Tŵm", force=KENT)
    somebody(store, "Tim 50% _x", force=ESSEX, roles=[Role.ACCESS_OWNER])

    assert names(store, administrator, PeopleQuery(sought="tw\u0302")) == ["Tŵm"]
    assert names(store, administrator, PeopleQuery(sought="50%")) == ["Tim 50% _x"]
    assert names(store, administrator, PeopleQuery(sought="_y")) == []
    assert names(store, administrator, PeopleQuery(sought="EXAMPLE.police")) == ["Ada", "Tim 50% _x", "Tŵm"]
    assert names(store, administrator, PeopleQuery(force=KENT)) == ["Tŵm"]
    assert names(store, administrator, PeopleQuery(role=Role.ACCESS_OWNER)) == ["Tim 50% _x"]
    assert names(store, administrator, PeopleQuery(sought="nobody")) == []


def test_people_whose_access_lapses_within_30_days_or_who_have_not_signed_in_are_counted_and_shown(
    store: Store, administrator: Somebody
) -> None:
    somebody(store, "Later")
    confirmed(store, somebody(store, "Soon").id, days_ago=60)
    confirmed(store, somebody(store, "Lapsed").id, days_ago=91)
    somebody(store, "Invited", state=PersonState.INVITED)
    gone = somebody(store, "Gone", state=PersonState.DISABLED)
    confirmed(store, gone.id, days_ago=60)

    page = open_people(store, administrator.actor, PeopleQuery(shown=PeopleShown.LAPSING))

    assert page.counts == {PeopleShown.ALL: 6, PeopleShown.LAPSING: 2, PeopleShown.INVITED: 1}
    assert [line.person.name for line in page.people] == ["Lapsed", "Soon"]
    assert names(store, administrator, PeopleQuery(shown=PeopleShown.INVITED)) == ["Invited"]


def test_the_only_administrator_is_not_told_that_their_access_lapses_and_others_are(
    store: Store, administrator: Somebody
) -> None:
    confirmed(store, administrator.id, days_ago=80)
    assert [each.ends_at for each in open_account(store, administrator.actor).grants] == [None]
    assert [each.ends_at for each in open_person(store, administrator.actor, administrator.id).line.grants] == [None]
    assert open_people(store, administrator.actor).counts[PeopleShown.LAPSING] == 0

    second = somebody(store, "Bea", force=None, roles=[Role.ADMINISTRATOR])

    for viewer in (administrator, second):
        (line,) = open_account(store, viewer.actor).grants
        assert line.ends_at == line.grant.lapses_at
    assert open_people(store, administrator.actor).counts[PeopleShown.LAPSING] == 1


def test_a_force_access_owner_finds_and_counts_the_people_of_their_force_alone(store: Store) -> None:
    owner = somebody(store, "Owen", force=ESSEX, roles=[Role.ACCESS_OWNER])
    somebody(store, "Kate", force=KENT)
    somebody(store, "Nora", force=None, roles=[Role.INSPECTOR])

    page = open_people(store, owner.actor)

    assert ([line.person.name for line in page.people], page.counts[PeopleShown.ALL]) == (["Owen"], 1)
    assert names(store, owner, PeopleQuery(force=KENT)) == []
