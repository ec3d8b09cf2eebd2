"""The register in the database: what is kept, who is a partner when, and its history."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessment.codes import (
    CollaborationFunction,
    CollaborationKind,
    CollaborationStatus,
    DutyKind,
    Event,
    Signatory,
)
from assessment.errors import RegisterChanged
from assessment.forces import Forces, reference_list
from assessment.ids import CollaborationId, MembershipId
from assessment.register import Fact, Membership, RegisterEntry, Signature
from assessment.register.cleaning import clean_entry
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding
from assessment.store.register_search import RegisterQuery
from tests.known_forces import ESSEX, KENT, SURREY
from tests.store.store_builders import MORNING, a_collaboration, a_round, an_assessment, open_store, the_operation

TODAY = date(2026, 11, 3)


def an_id(number: int) -> CollaborationId:
    return CollaborationId(the_operation(number))


FULL = clean_entry(
    RegisterEntry(
        id=an_id(1),
        name="Joint forensics",
        function=CollaborationFunction.FORENSICS,
        kind=CollaborationKind.SHARED_FUNCTION,
        status=CollaborationStatus.LIVE,
        lead_force=KENT,
        host="Kent Police",
        purpose="To examine scenes for both forces.",
        board="Forensics board",
        agreement_reference="22A/17",
        signed_on=date(2020, 5, 1),
        review_on=date(2026, 11, 2),
        expires_on=date(2030, 5, 1),
        published_at="https://kent.example/22a?x=1",
        staff_fte=Decimal("12.5"),
        yearly_cost=1_130_000,
        has_posted_staff=True,
        shares_personal_data=False,
        shared_systems="One case system",
        exit_terms="Twelve months' notice",
        lessons="Agree the IT first.",
        as_of=date(2026, 10, 1),
        memberships=(
            Membership(
                id=MembershipId(the_operation(11)),
                force=KENT,
                joined_on=date(2020, 5, 1),
                cost_share=Decimal("58.02"),
                contact="Head of forensics",
            ),
            Membership(id=MembershipId(the_operation(12)), force=ESSEX, left_on=date(2025, 3, 31)),
        ),
        signatures=(
            Signature(force=KENT, signatory=Signatory.CHIEF_OFFICER, signed_on=date(2020, 5, 1)),
            Signature(force=KENT, signatory=Signatory.POLICING_BODY),
        ),
        facts=(Fact(what="It began with two forces.", source="Its annual report", holds_for="2020-05"),),
    ),
    Forces(reference_list()),
)


@pytest.fixture
def store(empty_url: str) -> Iterator[Store]:
    with closing(open_store(empty_url)) as store:
        store.migrate()
        yield store


def add(store: Store, entry: RegisterEntry) -> RegisterEntry:
    with store.begin(holding.collaboration(entry.id)) as unit:
        return unit.register.add(entry, by="Sam", at=MORNING)


def save(store: Store, entry: RegisterEntry) -> RegisterEntry:
    with store.begin(holding.collaboration(entry.id)) as unit:
        return unit.register.save(entry, by="Sam", at=MORNING)


def found(store: Store, id: CollaborationId) -> RegisterEntry | None:
    with store.read() as unit:
        return unit.register.find(id)


def start(store: Store, assessment: Assessment) -> None:
    with store.begin(holding.assessment(assessment.id), holding.collaboration(assessment.collaboration.id)) as unit:
        unit.assessments.add(assessment, by="Sam")


def search(store: Store, **sought: Any) -> list[str]:
    query = replace(RegisterQuery(today=TODAY), **sought)
    with store.read() as unit:
        entries = unit.register.of(unit.register_search.page(query, first=0, most=None))
        assert unit.register_search.count(query) == len(entries)
    return [each.name for each in entries.values()]


def test_everything_that_is_said_of_a_collaboration_is_kept_and_recorded(store: Store) -> None:
    add(store, FULL)

    assert found(store, FULL.id) == replace(FULL, version=1)
    with store.read() as unit:
        (entry,) = unit.register.history(FULL.id)
    assert (entry.event, entry.by, entry.detail["name"]) == (
        Event.COLLABORATION_REGISTERED,
        "Sam",
        "Joint forensics",
    )
    assert store.verify_audit().rows == ()


def test_a_change_is_saved_over_the_version_that_was_seen_and_over_no_other(store: Store) -> None:
    seen = add(store, FULL)
    saved = save(store, replace(seen, board="Another board"))

    with pytest.raises(RegisterChanged):
        save(store, replace(seen, yearly_cost=1))

    assert found(store, FULL.id) == saved == replace(FULL, board="Another board", version=2)
    with store.read() as unit:
        last = unit.register.history(FULL.id)[-1]
    assert (last.event, last.detail["changes"]) == (
        Event.REGISTER_CHANGED,
        {"board": {"was": "Forensics board", "is": "Another board"}},
    )


def test_to_save_what_is_stored_writes_nothing(store: Store) -> None:
    seen = add(store, FULL)

    assert save(store, seen) == seen
    with store.read() as unit:
        assert len(unit.register.history(FULL.id)) == 1


def test_the_first_round_makes_its_partners_those_of_the_collaboration(store: Store) -> None:
    assessment = an_assessment()
    start(store, assessment)

    entry = found(store, assessment.collaboration.id)

    assert entry is not None
    assert (entry.name, entry.lead_force) == ("Joint forensics", ESSEX)
    assert [(each.force, each.joined_on, each.left_on) for each in entry.memberships] == [
        (KENT, None, None),
        (ESSEX, None, None),
    ]


def test_a_partner_that_a_later_round_has_joined_by_the_day_that_it_describes(store: Store) -> None:
    first = an_assessment()
    start(store, first)
    second = replace(
        an_assessment(),
        collaboration=replace(a_collaboration(partners=("Essex Police", "Surrey Police")), id=first.collaboration.id),
        round=a_round("2027", as_of=date(2027, 6, 1)),
    )
    start(store, second)

    entry = found(store, first.collaboration.id)

    assert entry is not None
    assert [(each.force, each.joined_on) for each in entry.memberships] == [
        (KENT, None),
        (ESSEX, None),
        (SURREY, date(2027, 6, 1)),
    ]
    # What a round was answered with stays, whatever the register says later.
    save(store, replace(entry, memberships=entry.memberships[1:], lead_force=None))
    with store.read() as unit:
        kept = unit.assessments.find(first.id)
    assert kept is not None
    assert kept.collaboration.forces == {KENT, ESSEX}
    assert store.verify_audit().rows == ()


def test_a_round_of_an_earlier_day_lets_a_partner_have_joined_by_then_and_not_twice(store: Store) -> None:
    first = an_assessment()
    start(store, first)
    entry = found(store, first.collaboration.id)
    assert entry is not None
    surrey = Membership(id=MembershipId(the_operation(14)), force=SURREY, joined_on=date(2028, 1, 1))
    save(store, replace(entry, memberships=(*entry.memberships, surrey)))
    earlier = replace(
        an_assessment(),
        collaboration=replace(a_collaboration(partners=("Essex Police", "Surrey Police")), id=first.collaboration.id),
        round=a_round("2027", as_of=date(2027, 6, 1)),
    )
    start(store, earlier)

    after = found(store, first.collaboration.id)

    assert after is not None
    assert [(each.id, each.joined_on) for each in after.memberships if each.force == SURREY] == [
        (surrey.id, date(2027, 6, 1))
    ]


def test_a_search_finds_by_each_thing_that_everybody_may_see_and_puts_overdue_reviews_first(store: Store) -> None:
    add(store, FULL)
    add(store, RegisterEntry(id=an_id(2), name="Air support", kind=CollaborationKind.NATIONAL_SERVICE))
    south = Membership(id=MembershipId(the_operation(13)), force=SURREY, joined_on=TODAY)
    add(store, RegisterEntry(id=an_id(3), name="Éast roads_100%", memberships=(south,)))

    assert search(store) == ["Joint forensics", "Air support", "Éast roads_100%"]
    assert search(store, sought="EAST  roads") == ["Éast roads_100%"]
    assert search(store, sought="%") == ["Éast roads_100%"]
    assert search(store, sought="scenes for both") == ["Joint forensics"]
    assert search(store, sought="22a/17") == ["Joint forensics"]
    # What only partners see is found by nobody else.
    assert search(store, sought="Agree the IT") == []
    assert search(store, function=CollaborationFunction.FORENSICS) == ["Joint forensics"]
    assert search(store, kind=CollaborationKind.NATIONAL_SERVICE) == ["Air support"]
    assert search(store, status=CollaborationStatus.LIVE) == ["Joint forensics"]
    assert search(store, force=KENT) == ["Joint forensics"]
    assert search(store, force=ESSEX) == []
    assert search(store, region="South East") == ["Joint forensics", "Éast roads_100%"]
    assert search(store, region="South East", today=date(2020, 4, 30)) == []
    assert search(store, is_review_overdue=True) == ["Joint forensics"]
    assert search(store, is_review_overdue=True, today=date(2026, 11, 2)) == []


def test_a_collaboration_names_what_came_before_it_and_after(store: Store) -> None:
    add(store, FULL)
    add(store, RegisterEntry(id=an_id(2), name="Forensics together", predecessor=FULL.id))

    with store.read() as unit:
        assert unit.register.successors(FULL.id) == {an_id(2): "Forensics together"}
        assert unit.register.names() == {an_id(2): "Forensics together", FULL.id: "Joint forensics"}


def test_what_is_due_is_found_with_the_day_since_when_and_the_partners_that_it_is_about(store: Store) -> None:
    add(store, FULL)
    unpublished = replace(
        FULL, id=an_id(2), name="Air support", published_at="", review_on=date(2026, 12, 4), expires_on=TODAY
    )
    add(store, with_own_members(unpublished, 20))
    closed = replace(FULL, id=an_id(3), name="Closed", status=CollaborationStatus.CLOSED)
    add(store, with_own_members(closed, 30))
    add(store, RegisterEntry(id=an_id(4), name="Little is known"))
    partners = tuple(Membership(id=MembershipId(the_operation(40 + n)), force=f) for n, f in enumerate((KENT, SURREY)))
    add(store, RegisterEntry(id=an_id(5), name="New", memberships=partners))
    with store.read() as unit:
        of_all = unit.register_duties.of([an_id(number) for number in range(1, 6)], TODAY)
        of_none = unit.register_duties.of([], TODAY)
        number = unit.register_duties.count_without_lead(TODAY, at=MORNING)

    assert [(each.name, each.kind, each.since, each.partners) for each in of_all] == [
        ("Air support", DutyKind.NOT_PUBLISHED, None, 0),
        ("Joint forensics", DutyKind.REVIEW_DUE, date(2026, 11, 2), 0),
        ("New", DutyKind.WITHOUT_CONTACT, None, 2),
    ]
    assert of_none == ()
    assert number == 3
    assert search(store, is_something_due=True) == ["Joint forensics", "Air support", "New"]
    # On the next day the review of the other is thirty days away, and its agreement has expired.
    with store.read() as unit:
        later = unit.register_duties.of([an_id(2)], date(2026, 11, 4))
    assert [(each.kind, each.since) for each in later] == [
        (DutyKind.EXPIRED, TODAY),
        (DutyKind.NOT_PUBLISHED, None),
        (DutyKind.REVIEW_DUE, date(2026, 12, 4)),
    ]


def with_own_members(entry: RegisterEntry, first: int) -> RegisterEntry:
    """Return the entry with memberships of its own, for a second collaboration alike."""
    members = tuple(
        replace(each, id=MembershipId(the_operation(first + place))) for place, each in enumerate(entry.memberships)
    )
    return replace(entry, memberships=members)
