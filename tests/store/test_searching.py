"""Searching the audit trail across its chains, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit import Event
from assessment.store.chain import PEOPLE, chain_of
from assessment.store.searching import Search
from assessment.terms import PersonId
from tests.store.builders import MORNING

ANN, BEN = PersonId(uuid4()), PersonId(uuid4())
EXPORTED, SIGNED_IN, GIVEN = (MORNING + timedelta(hours=hour) for hour in (1, 2, 3))


@pytest.fixture
def trail(store: Store, assessment: Assessment) -> Store:
    """The assessment was started in the morning. Then Ann exported it, Ben signed in, and Ann gave Ben access."""
    with store.begin() as unit:
        unit.audit.add(Event.EXPORTED, assessment=assessment, by=str(ANN), at=EXPORTED, detail={"form": "json"})
        unit.audit.add(Event.SIGNED_IN, chain=PEOPLE, by=str(BEN), at=SIGNED_IN, detail={"person": str(BEN)})
        unit.audit.add(Event.ACCESS_GIVEN, chain=PEOPLE, by=str(ANN), at=GIVEN, detail={"person": str(BEN)})
    return store


def found(store: Store, search: Search, *, most: int = 50, skip: int = 0) -> list[Event]:
    with store.read() as unit:
        assert unit.searching.count(search) == len(unit.searching.find(search, most=50, skip=0))
        return [each.entry.event for each in unit.searching.find(search, most=most, skip=skip)]


def test_everything_is_found_newest_first_and_page_by_page(trail: Store) -> None:
    assert found(trail, Search()) == [Event.ACCESS_GIVEN, Event.SIGNED_IN, Event.EXPORTED, Event.STARTED]
    assert found(trail, Search(), most=2) == [Event.ACCESS_GIVEN, Event.SIGNED_IN]
    assert found(trail, Search(), most=2, skip=2) == [Event.EXPORTED, Event.STARTED]
    assert found(trail, Search(), most=2, skip=4) == []


def test_a_chain_an_event_and_a_span_of_time_are_found(trail: Store, assessment: Assessment) -> None:
    chain = chain_of(assessment.collaboration.id)

    assert found(trail, Search(chain=chain)) == [Event.EXPORTED, Event.STARTED]
    assert found(trail, Search(chain=PEOPLE)) == [Event.ACCESS_GIVEN, Event.SIGNED_IN]
    assert found(trail, Search(event=Event.SIGNED_IN)) == [Event.SIGNED_IN]
    assert found(trail, Search(since=EXPORTED, before=GIVEN)) == [Event.SIGNED_IN, Event.EXPORTED]
    assert found(trail, Search(chain=PEOPLE, event=Event.EXPORTED)) == []


def test_a_person_is_found_in_what_they_did_and_what_was_done_to_them(trail: Store) -> None:
    assert found(trail, Search(person=ANN)) == [Event.ACCESS_GIVEN, Event.EXPORTED]
    assert found(trail, Search(person=BEN)) == [Event.ACCESS_GIVEN, Event.SIGNED_IN]
    assert found(trail, Search(person=PersonId(uuid4()))) == []


def test_an_entry_is_found_with_its_place_in_its_chain(trail: Store) -> None:
    with trail.read() as unit:
        newest = unit.searching.find(Search(), most=1, skip=0)[0]
        head = unit.audit.head(PEOPLE)

    assert head is not None
    assert (newest.entry.chain, newest.entry.number, newest.hmac) == (PEOPLE, 2, head.hmac)
