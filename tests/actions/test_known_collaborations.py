"""The collaborations that come with the app: facts with their sources, and in a register only where a command asks."""

import re
from datetime import date
from typing import Final
from uuid import UUID

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.actions.keeping_register import register_collaboration
from assessment.actions.known_collaborations import known_collaborations
from assessment.codes import ActorCode, CollaborationKind, CollaborationStatus, Event, RegisterField, Role
from assessment.forces import Forces, reference_list
from assessment.ids import CollaborationId
from assessment.register import RegisterEntry
from assessment.register.cleaning import clean_entry
from assessment.store.audit_chain import chain_of
from tests.actions.conftest import Workspace
from tests.signed_in_people import somebody

KNOWN: Final = known_collaborations()
NAMED: Final = {each.name: each for each in KNOWN}
CASE_STUDIES: Final = {
    "All Wales Strategic Alliance",
    "East Midlands Criminal Justice Service",
    "North West Motorway Police Group",
    "North West Regional Underwater Search and Marine Unit",
    "Seven Force Strategic Collaboration",
    "South West Tri-force",
}
JUDGES: Final = re.compile(
    r"\b(scores?|scored|graded?|grades|rated|ratings?|outstanding|good|adequate|inadequate|requires improvement|best"
    r"|worst|poor|excellent|successful|failed|failing|maturity|endorse[sd]?)\b",
    re.IGNORECASE,
)


def registered(workspace: Workspace) -> dict[CollaborationId, str]:
    with workspace.store.read() as unit:
        return unit.register.names()


def test_the_six_case_studies_and_27_others_are_known() -> None:
    case_studies = {each.name for each in KNOWN if any("six case studies" in fact.what for fact in each.facts)}

    assert case_studies == CASE_STUDIES
    assert len(NAMED) == len(KNOWN) == 33


def test_each_is_as_the_register_would_keep_it_and_names_only_forces_of_the_list() -> None:
    forces = Forces(reference_list())

    assert [clean_entry(each, forces) for each in KNOWN] == list(KNOWN)


def test_every_one_has_facts_and_every_fact_is_a_sentence_with_a_source_and_a_time() -> None:
    facts = [fact for each in KNOWN for fact in each.facts]

    assert [each.name for each in KNOWN if not each.facts] == []
    assert len(facts) == 88
    assert [fact for fact in facts if not (fact.what.endswith(".") and fact.source and fact.holds_for)] == []
    assert {fact.holds_for[:4] for fact in facts} <= {str(year) for year in range(2002, 2026)}


def test_nothing_in_them_judges_a_collaboration() -> None:
    said = {each.name: JUDGES.findall(" ".join(fact.what for fact in each.facts)) for each in KNOWN}

    assert {name: words for name, words in said.items() if words} == {}


def test_only_what_follows_from_a_source_is_filled_in() -> None:
    filled = {
        field
        for each in KNOWN
        for field in RegisterField
        if getattr(each, field) not in (None, "", ()) and field is not RegisterField.NAME
    }

    assert filled == {
        RegisterField.FUNCTION,
        RegisterField.KIND,
        RegisterField.STATUS,
        RegisterField.SIGNED_ON,
        RegisterField.MEMBERSHIPS,
        RegisterField.FACTS,
    }
    assert {each.status for each in KNOWN} == {None, CollaborationStatus.CLOSED}
    assert {each.name: each.signed_on for each in KNOWN if each.signed_on} == {
        "Seven Force Commercial Services": date(2019, 1, 28)
    }


def test_what_has_ended_has_no_partner_today_and_a_national_service_none_at_all() -> None:
    closed = {each.name: each for each in KNOWN if each.status is CollaborationStatus.CLOSED}

    assert sorted(closed) == [
        "North West Emergency Services Network team",
        "North West Motorway Police Group",
        "South West Tri-force",
        "Warwickshire and West Mercia Strategic Alliance",
    ]
    assert [name for name, each in closed.items() if each.partners_on(date(2026, 11, 27))] == []
    assert {(each.force, each.left_on) for each in closed["North West Motorway Police Group"].memberships} == {
        (force, date(2025, 4, 1)) for force in ("cheshire", "greater-manchester", "merseyside")
    }
    assert [
        each.name for each in KNOWN if each.kind is CollaborationKind.NATIONAL_SERVICE and each.memberships != ()
    ] == []


@pytest.mark.parametrize(
    ("name", "partners"),
    [
        ("Seven Force Strategic Collaboration", "bedfordshire cambridgeshire essex hertfordshire kent norfolk suffolk"),
        ("All Wales Strategic Alliance", "dyfed-powys gwent north-wales south-wales"),
        (
            "North West Regional Underwater Search and Marine Unit",
            "cheshire cumbria greater-manchester lancashire merseyside north-wales",
        ),
        ("East Midlands Criminal Justice Service", ""),
        ("Central Motorway Police Group", ""),
    ],
)
def test_partners_are_those_that_the_sources_name_for_today(name: str, partners: str) -> None:
    assert [each.force for each in NAMED[name].partners_on(date(2026, 11, 27))] == partners.split()


def test_an_id_follows_from_the_key_and_never_changes() -> None:
    assert NAMED["Single Online Home"].id == UUID("6ed470d3-aaef-5d97-b442-53f1418eef57")
    assert NAMED["All Wales Strategic Alliance"].memberships[0].id == UUID("abb0ce0e-5ffc-59d7-8be2-2bff1a882c52")
    assert [each.id for each in known_collaborations()] == [each.id for each in KNOWN]


def test_a_database_has_none_of_them_until_the_command_adds_them_once(workspace: Workspace, command: CliRunner) -> None:
    workspace.start()
    own = registered(workspace)
    assert len(own) == 1

    first = command.invoke(app, ["register", "load"])

    assert (first.exit_code, first.stderr) == (0, "33 added, 0 there already.\n")
    assert "South West Tri-force: added\n" in first.stdout
    assert registered(workspace).items() == own.items() | {(each.id, each.name) for each in KNOWN}
    with workspace.store.read() as unit:
        stored = unit.register.of([each.id for each in KNOWN])
        assert [each.facts for each in stored.values()] == [each.facts for each in KNOWN]
        tri_force = unit.audit.head(chain_of(NAMED["South West Tri-force"].id))
        written = unit.register.history(NAMED["South West Tri-force"].id)
    assert tri_force is not None
    assert [(each.event, each.by) for each in written] == [(Event.COLLABORATION_REGISTERED, ActorCode.COMMAND_LINE)]

    again = command.invoke(app, ["register", "load"])

    assert (again.exit_code, again.stderr) == (0, "0 added, 33 there already.\n")
    assert "South West Tri-force: there already\n" in again.stdout
    with workspace.store.read() as unit:
        assert unit.register.of([each.id for each in KNOWN]) == stored
        assert unit.audit.head(chain_of(NAMED["South West Tri-force"].id)) == tri_force


def test_looking_first_adds_nothing(workspace: Workspace, command: CliRunner) -> None:
    looked = command.invoke(app, ["register", "load", "--check"])

    assert (looked.exit_code, looked.stderr) == (0, "33 would be added, 0 there already.\n")
    assert looked.stdout.count(": would be added\n") == 33
    assert registered(workspace) == {}


def test_one_that_somebody_added_under_the_same_name_is_left_as_it_is(workspace: Workspace, command: CliRunner) -> None:
    own = RegisterEntry(id=CollaborationId(UUID(int=1)), name="SOUTH West  Tri-force", board="Our own board")
    administrator = somebody(workspace.store, "Alex", force=None, roles=[Role.ADMINISTRATOR]).actor
    register_collaboration(workspace.store, administrator, own)

    done = command.invoke(app, ["register", "load"])

    assert (done.exit_code, done.stderr) == (0, "32 added, 1 there already.\n")
    assert "South West Tri-force: there already\n" in done.stdout
    with workspace.store.read() as unit:
        assert unit.register.of([own.id])[own.id].board == "Our own board"
        assert NAMED["South West Tri-force"].id not in unit.register.names()
