"""The audit trail can be searched across its chains, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessment.codes import Event
from assessment.ids import PersonId
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN, chain_of
from assessment.store.audit_search import AuditQuery
from tests.store.store_builders import MORNING

ANN, BEN = PersonId(uuid4()), PersonId(uuid4())
EXPORTED, SIGNED_IN, GIVEN = (MORNING + timedelta(hours=hour) for hour in (1, 2, 3))


@pytest.fixture
def trail(store: Store, assessment: Assessment) -> Store:
    """The assessment was started in the morning. Then Ann exported it, Ben signed in, and Ann gave Ben access."""
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.audit.add(Event.ANSWERS_EXPORTED, assessment=assessment, by=str(ANN), at=EXPORTED, detail={"form": "json"})
        unit.audit.add(Event.SIGNED_IN, chain=PEOPLE_CHAIN, by=str(BEN), at=SIGNED_IN, detail={"person": str(BEN)})
        unit.audit.add(Event.ACCESS_GIVEN, chain=PEOPLE_CHAIN, by=str(ANN), at=GIVEN, detail={"person": str(BEN)})
    return store


def found(store: Store, query: AuditQuery, *, most: int = 50, skip: int = 0) -> list[Event]:
    with store.read() as unit:
        assert unit.audit_search.count(query) == len(unit.audit_search.find(query, most=50, skip=0))
        return [each.entry.event for each in unit.audit_search.find(query, most=most, skip=skip)]


def test_everything_is_found_newest_first_and_page_by_page(trail: Store) -> None:
    assert found(trail, AuditQuery()) == [
        Event.ACCESS_GIVEN,
        Event.SIGNED_IN,
        Event.ANSWERS_EXPORTED,
        Event.ASSESSMENT_STARTED,
        Event.FORCES_LISTED,
    ]
    assert found(trail, AuditQuery(), most=2) == [Event.ACCESS_GIVEN, Event.SIGNED_IN]
    assert found(trail, AuditQuery(), most=2, skip=2) == [Event.ANSWERS_EXPORTED, Event.ASSESSMENT_STARTED]
    assert found(trail, AuditQuery(), most=2, skip=5) == []


def test_a_chain_an_event_and_a_span_of_time_are_found(trail: Store, assessment: Assessment) -> None:
    chain = chain_of(assessment.collaboration.id)

    assert found(trail, AuditQuery(chain=chain)) == [Event.ANSWERS_EXPORTED, Event.ASSESSMENT_STARTED]
    assert found(trail, AuditQuery(chain=PEOPLE_CHAIN)) == [Event.ACCESS_GIVEN, Event.SIGNED_IN]
    assert found(trail, AuditQuery(event=Event.SIGNED_IN)) == [Event.SIGNED_IN]
    assert found(trail, AuditQuery(since=EXPORTED, before=GIVEN)) == [Event.SIGNED_IN, Event.ANSWERS_EXPORTED]
    assert found(trail, AuditQuery(chain=PEOPLE_CHAIN, event=Event.ANSWERS_EXPORTED)) == []


def test_a_person_is_found_in_entries_of_their_own_and_in_those_about_them(trail: Store) -> None:
    assert found(trail, AuditQuery(person=ANN)) == [Event.ACCESS_GIVEN, Event.ANSWERS_EXPORTED]
    assert found(trail, AuditQuery(person=BEN)) == [Event.ACCESS_GIVEN, Event.SIGNED_IN]
    assert found(trail, AuditQuery(person=PersonId(uuid4()))) == []


def test_an_entry_is_found_with_its_place_in_its_chain(trail: Store) -> None:
    with trail.read() as unit:
        newest = unit.audit_search.find(AuditQuery(), most=1, skip=0)[0]
        head = unit.audit.head(PEOPLE_CHAIN)

    assert head is not None
    assert (newest.entry.chain, newest.entry.number, newest.hmac) == (PEOPLE_CHAIN, 2, head.hmac)
