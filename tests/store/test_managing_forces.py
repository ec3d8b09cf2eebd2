"""Forces are added, renamed, ended and merged, and whatever was said of them before stays as it was."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

from assessment.actions.managing_forces import (
    NewForce,
    add_force,
    end_force,
    merge_forces,
    name_policing_body,
    rename_force,
)
from assessment.actions.new_person import NewPerson
from assessment.codes import Event, PersonState, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted
from assessment.forces import Force
from assessment.ids import ForceId
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.audit_chain import FORCES_CHAIN
from assessment.views.audit_view import AuditFilter, search_audit
from assessment.views.forces_view import open_force, open_forces
from tests.known_forces import ESSEX, GARDEN, KENT, SURREY
from tests.signed_in_people import Somebody, somebody

APRIL: Final = date(2028, 4, 1)
LAST_OF_MARCH: Final = date(2028, 3, 31)


@pytest.fixture
def ada(store: Store) -> Somebody:
    return somebody(store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


def force(store: Store, id: ForceId) -> Force:
    with store.read() as unit:
        return unit.forces.known().require(id)


def recorded(store: Store) -> list[Event]:
    with store.read() as unit:
        return [each.event for each in unit.audit.of_chain(FORCES_CHAIN)][1:]


def test_a_force_that_is_added_has_an_id_of_its_own_and_can_be_chosen_from_its_first_day(
    store: Store, ada: Somebody
) -> None:
    id = add_force(store, ada.actor, GARDEN)

    assert id == "garden"
    assert force(store, id).is_valid_on(date(2027, 4, 1))
    assert not force(store, id).is_valid_on(date(2027, 3, 31))
    assert recorded(store) == [Event.FORCE_ADDED]


def test_a_new_name_holds_from_its_day_on_and_is_understood_beside_the_old_one(store: Store, ada: Somebody) -> None:
    rename_force(store, ada.actor, KENT, name="Garden Police", short_name="Garden", since=APRIL)

    kent = force(store, KENT)
    assert (kent.name_on(LAST_OF_MARCH), kent.name_on(APRIL)) == ("Kent Police", "Garden Police")
    with store.read() as unit:
        known = unit.forces.known()
        assert [known.find(each) for each in ("kent", "Kent Police", "Garden")] == [kent] * 3
        (_, entry) = unit.audit.of_chain(FORCES_CHAIN)
    assert (entry.event, entry.by) == (Event.FORCE_RENAMED, str(ada.id))
    assert entry.detail == {
        "forces": ["kent"],
        "name": "Garden Police",
        "name_was": "Kent Police",
        "since": "2028-04-01",
    }


def test_the_policing_body_of_a_force_is_given_and_taken_away(store: Store, ada: Somebody) -> None:
    name_policing_body(store, ada.actor, KENT, " Somebody ")
    given = force(store, KENT).policing_body
    name_policing_body(store, ada.actor, KENT, "Somebody")
    name_policing_body(store, ada.actor, KENT, " ")

    assert (given, force(store, KENT).policing_body) == ("Somebody", None)
    assert recorded(store) == [Event.POLICING_BODY_NAMED] * 2


def test_forces_that_are_merged_end_the_day_before_and_name_their_successor(store: Store, ada: Somebody) -> None:
    merge_forces(store, ada.actor, [KENT, ESSEX], into=SURREY, since=APRIL)

    for id in (KENT, ESSEX):
        assert (force(store, id).valid_to, force(store, id).successor) == (LAST_OF_MARCH, SURREY)
    assert force(store, SURREY).valid_to is None
    assert recorded(store) == [Event.FORCES_MERGED]
    panel = open_force(store, ada.actor, SURREY)
    assert panel.merged == {ESSEX: "Essex Police", KENT: "Kent Police"}
    assert KENT not in panel.can_be_merged


def test_a_merger_takes_nobody_their_access_and_gives_nobody_any(store: Store, ada: Somebody) -> None:
    owner = somebody(store, "Ola", roles=[Role.ACCESS_OWNER])
    with store.read() as unit:
        before = unit.people.grants_of(owner.id)

    merge_forces(store, ada.actor, [KENT], into=ESSEX, since=date(2020, 1, 1))

    with store.read() as unit:
        assert unit.people.grants_of(owner.id) == before
        person = unit.people.find(owner.id)
    assert person is not None
    assert person.force == KENT
    assert open_force(store, ada.actor, KENT).people == 1


def test_nobody_is_invited_to_a_force_that_has_ended(store: Store, ada: Somebody) -> None:
    end_force(store, ada.actor, KENT, last_day=date(2020, 1, 1))
    new = NewPerson(name="Kim", email="kim@kent.example", force="Kent Police")

    with store.read() as unit, pytest.raises(InvalidInput, match=r"^Kent Police is not there on "):
        new.person(state=PersonState.INVITED, unit=unit)


def test_an_id_is_never_used_again(store: Store, ada: Somebody) -> None:
    end_force(store, ada.actor, KENT, last_day=date(2020, 1, 1))
    again = NewForce(
        name="Kent Police",
        short_name="Kent",
        kind="territorial",
        region="South East",
        country="England",
        valid_from=date(2020, 1, 2),
    )

    assert add_force(store, ada.actor, again) == "kent-2"


Step = Callable[[Store, Somebody], object]


def end(id: ForceId, last_day: date) -> Step:
    return lambda store, ada: end_force(store, ada.actor, id, last_day=last_day)


def rename(id: ForceId, name: str, short_name: str, since: date = APRIL) -> Step:
    return lambda store, ada: rename_force(store, ada.actor, id, name=name, short_name=short_name, since=since)


def merge(*ids: ForceId, into: ForceId, since: date = APRIL) -> Step:
    return lambda store, ada: merge_forces(store, ada.actor, ids, into=into, since=since)


def add(new: NewForce) -> Step:
    return lambda store, ada: add_force(store, ada.actor, new)


NOTHING: Final = NewForce(name=" ", short_name="", kind=None, region="Mars", country=None)
REFUSED: Final[dict[str, tuple[list[Step], list[str]]]] = {
    "nothing is given": (
        [add(NOTHING)],
        ["name_empty", "name_empty", "force_detail_missing", "force_detail_missing", "force_detail_missing"],
    ),
    "the name is another's": ([rename(KENT, "ESSEX police", "K")], ["force_name_taken"]),
    "the short name is another's": ([rename(KENT, "Kent", "Essex")], ["force_name_taken"]),
    "another will have the name": ([rename(ESSEX, "Garden", "Garden"), add(GARDEN)], ["force_name_taken"]),
    "it ends before the new name": ([end(KENT, LAST_OF_MARCH), rename(KENT, "Garden", "Garden")], ["force_ended"]),
    "a later name is there already": (
        [rename(KENT, "Garden", "Garden"), rename(KENT, "Orchard", "Orchard")],
        ["force_day_too_early"],
    ),
    "it ends twice": ([end(KENT, LAST_OF_MARCH), end(KENT, APRIL)], ["force_ended"]),
    "it ends before it begins": ([add(GARDEN), end(ForceId("garden"), date(2027, 4, 1))], ["force_day_too_early"]),
    "it is merged into itself": ([merge(KENT, ESSEX, into=KENT)], ["force_into_itself"]),
    "nothing is merged": ([merge(into=KENT)], ["no_force_to_merge"]),
    "it is merged into one that ends": ([end(ESSEX, LAST_OF_MARCH), merge(KENT, into=ESSEX)], ["force_ended"]),
    "it is merged into one that has not begun": (
        [add(GARDEN), merge(KENT, into=ForceId("garden"), since=date(2027, 3, 1))],
        ["force_day_too_early"],
    ),
    "it was merged before": ([merge(KENT, into=ESSEX), merge(KENT, into=SURREY)], ["force_ended"]),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_change_that_does_not_fit_is_refused_with_every_reason(store: Store, ada: Somebody, why: str) -> None:
    steps, codes = REFUSED[why]
    for step in steps[:-1]:
        step(store, ada)
    before = recorded(store)

    with pytest.raises(InvalidInput) as refusal:
        steps[-1](store, ada)

    assert [each.code for each in refusal.value.sentences] == codes
    assert recorded(store) == before


def test_a_force_that_there_never_was_is_not_found(store: Store, ada: Somebody) -> None:
    for call in (
        lambda: open_force(store, ada.actor, ForceId("mars")),
        lambda: name_policing_body(store, ada.actor, ForceId("mars"), "Somebody"),
    ):
        with pytest.raises(NotFound, match=r"^There is no such force\. Choose one on the Forces page\.$"):
            call()


def test_only_an_administrator_changes_the_list(store: Store) -> None:
    owner = somebody(store, "Ola", roles=[Role.ACCESS_OWNER])

    with pytest.raises(NotPermitted, match="You may not change the list of forces"):
        add_force(store, owner.actor, GARDEN)


def test_a_force_is_sought_by_every_name_its_region_and_its_policing_body(store: Store, ada: Somebody) -> None:
    rename_force(store, ada.actor, KENT, name="Garden Police", short_name="Garden", since=APRIL)
    name_policing_body(store, ada.actor, ESSEX, "The Board of Essex")

    def found(sought: str) -> list[str]:
        return [line.name for line in open_forces(store, ada.actor, sought=sought).lines]

    assert found("garden") == found("KENT") == ["Kent Police"]
    assert found("board of") == ["Essex Police"]
    assert len(found("wales")) == 4
    assert len(found("")) == open_forces(store, ada.actor).every == 49


def test_each_change_is_told_in_words(store: Store, ada: Somebody) -> None:
    rename_force(store, ada.actor, KENT, name="Garden Police", short_name="Garden", since=APRIL)
    merge_forces(store, ada.actor, [ESSEX, SURREY], into=KENT, since=APRIL.replace(year=2029))

    lines = search_audit(store, ada.actor, AuditFilter(chain=FORCES_CHAIN)).lines

    assert [line.what for line in lines] == [
        "Forces merged, Essex Police, Surrey Police, into Kent Police",
        "Force renamed, Kent Police, now Garden Police",
        "List of forces taken in",
    ]


def test_what_is_changed_in_the_list_is_as_the_trail_says(store: Store, ada: Somebody, assessment: Assessment) -> None:
    rename_force(store, ada.actor, KENT, name="Garden Police", short_name="Garden", since=date(2026, 11, 1))
    merge_forces(store, ada.actor, [ESSEX], into=KENT, since=date(2026, 11, 2))

    assert store.verify_audit().rows == ()
    with store.read() as unit:
        found = unit.assessments.find(assessment.id)
    assert found is not None
    assert found.collaboration.partner_names == ("Garden Police", "Essex Police")
