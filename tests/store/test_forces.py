"""The list of forces in the database, and the names by which rounds and people show them."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from assessment.codes import ActorCode, Event
from assessment.forces import reference_list
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding
from assessment.store.audit_chain import FORCES_CHAIN
from assessment.store.force_tables import FORCE_NAME
from tests.known_forces import KENT
from tests.store.store_builders import a_round, an_assessment, open_store


def rename_kent(store: Store) -> None:
    """Give Kent Police another name from 1 April 2027 on."""
    with store.begin(holding.FORCES) as unit:
        unit.audit._connection.execute(
            FORCE_NAME.insert().values(
                force_id=KENT, position=2, valid_from=date(2027, 4, 1), name="Garden Police", short_name="Garden"
            )
        )


def added(store: Store, as_of: date) -> Assessment:
    assessment = replace(an_assessment(), round=a_round("A round", as_of=as_of))
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.add(assessment, by="Sam")
    with store.read() as unit:
        found = unit.assessments.find(assessment.id)
    assert found is not None
    return found


def test_a_new_database_begins_with_the_reference_list_and_records_it(empty_url: str) -> None:
    with closing(open_store(empty_url)) as store:
        store.migrate()

        with store.read() as unit:
            known = unit.forces.known()
            (entry,) = unit.audit.of_chain(FORCES_CHAIN)
        assert known.by_id == {each.id: each for each in reference_list()}
        assert (entry.event, entry.by, entry.number) == (Event.FORCES_LISTED, ActorCode.NOBODY, 1)
        assert entry.detail["names"] == {each.id: each.names[0].name for each in reference_list()}
        assert store.verify_audit().rows == ()


def test_an_example_begins_with_invented_forces(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        store.is_example = True
        store.migrate()

        with store.read() as unit:
            assert set(unit.forces.known().by_id) == {each.id for each in reference_list(is_example=True)}


def test_a_list_that_is_there_is_never_overwritten(store: Store) -> None:
    rename_kent(store)

    store.migrate()

    with store.read() as unit:
        assert unit.forces.known().name_of(KENT, on=date(2027, 4, 1)) == "Garden Police"
        assert unit.audit.head(FORCES_CHAIN) is not None
        assert [each.event for each in unit.audit.of_chain(FORCES_CHAIN)] == [Event.FORCES_LISTED, Event.ROWS_CHANGED]


@pytest.mark.parametrize(
    ("as_of", "name"),
    [(date(2020, 1, 1), "Kent Police"), (date(2027, 3, 31), "Kent Police"), (date(2027, 4, 1), "Garden Police")],
)
def test_a_round_shows_the_name_that_a_partner_had_on_the_day_that_it_describes(
    store: Store, as_of: date, name: str
) -> None:
    rename_kent(store)

    round = added(store, as_of)

    assert round.collaboration.partner_names == (name, "Essex Police")
    assert round.collaboration.lead_force.name == "Essex Police"
    assert round.collaboration.forces == {KENT, "essex"}


def test_the_list_is_changed_by_whoever_holds_it(store: Store) -> None:
    with pytest.raises(holding.NotHeld), store.begin(holding.EVERYBODY) as unit:
        unit.forces.list_first(reference_list(), at=unit.at)
