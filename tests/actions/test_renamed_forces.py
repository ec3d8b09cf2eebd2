"""What was said of a round stays as it was when a force gets another name, or is merged into another."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assessment.actions.managing_forces import merge_forces, rename_force
from assessment.actions.moving_people import move_person
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotPermitted, NotSignedIn
from assessment.exports.assessment_exports import export_answers
from assessment.store import Store
from assessment.views.audit_view import AuditFilter, search_audit
from assessment.views.people_view import open_people
from assessment.views.results_view import open_results
from assessment.views.starting_view import open_next_round
from tests.actions.conftest import AT, Workspace
from tests.known_forces import ESSEX, KENT, SURREY
from tests.signed_in_people import Somebody, session, somebody

SINCE = date(2026, 11, 10)
"""After the day that the round of the workspace describes, and before the day of the tests."""


def rename(store: Store, ada: Somebody) -> None:
    rename_force(store, ada.actor, KENT, name="Garden Police", short_name="Garden", since=SINCE)


def merge(store: Store, ada: Somebody) -> None:
    merge_forces(store, ada.actor, [KENT], into=SURREY, since=SINCE)


@pytest.mark.parametrize("change", [rename, merge])
def test_results_and_exports_of_a_past_round_name_the_forces_as_they_were(
    workspace: Workspace, change: Callable[[Store, Somebody], None]
) -> None:
    id = workspace.start()
    lead = session(workspace.store, workspace.person.id)
    change(workspace.store, somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR]))

    shown = open_results(workspace.store, lead, workspace.library, id).opened.assessment.collaboration
    _, text = export_answers(workspace.store, lead, workspace.library, id, at=AT)
    file = json.loads(text)

    assert (shown.partner_names, shown.lead_force.name) == (("Kent Police", "Essex Police"), "Kent Police")
    assert file["collaboration"]["partners"] == ["Kent Police", "Essex Police"]
    assert file["collaboration"]["lead_force"] == "Kent Police"


def test_somebody_whose_force_was_merged_starts_no_round_for_it(workspace: Workspace) -> None:
    merge(workspace.store, somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR]))

    with pytest.raises(InvalidInput, match="Kent Police is not there on 22 November 2026"):
        workspace.start()


def test_lists_of_people_show_the_name_of_today(workspace: Workspace) -> None:
    ada = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    rename(workspace.store, ada)

    names = {line.person.name: line.force for line in open_people(workspace.store, ada.actor).people}

    assert names == {"Ada": None, workspace.person.name: "Garden Police"}


def test_the_next_round_offers_the_forces_that_are_there_by_their_names_of_today(workspace: Workspace) -> None:
    id = workspace.start()
    lead = session(workspace.store, workspace.person.id)
    ada = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    merge_forces(workspace.store, ada.actor, [ESSEX], into=SURREY, since=SINCE)
    again = NewAssessment(
        collaboration="", partners=["kent", "essex"], lead_force="kent", round_title="2027", as_of=AT.date(), follows=id
    )

    offered = open_next_round(workspace.store, lead, workspace.library, id)
    with pytest.raises(InvalidInput, match="Essex Police is not there on 22 November 2026"):
        start_assessment(workspace.store, lead, workspace.library, again, at=AT)

    assert (offered.partners, offered.lead_force) == ((KENT,), KENT)


def test_somebody_who_is_moved_starts_rounds_for_the_new_force_and_keeps_their_access(workspace: Workspace) -> None:
    ada = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    with workspace.store.read() as unit:
        before = unit.people.grants_of(workspace.person.id)
    merge(workspace.store, ada)

    move_person(workspace.store, ada.actor, workspace.person.id, SURREY)

    with pytest.raises(NotSignedIn):
        workspace.home()
    with workspace.store.read() as unit:
        assert unit.people.grants_of(workspace.person.id) == before
    workspace.person = replace(workspace.person, actor=session(workspace.store, workspace.person.id))
    of_surrey = NewAssessment(
        collaboration="Dogs", partners=["surrey", "essex"], lead_force="surrey", round_title="2027", as_of=AT.date()
    )
    start_assessment(workspace.store, workspace.person.actor, workspace.library, of_surrey, at=AT)
    moved = search_audit(workspace.store, ada.actor, AuditFilter(event=Event.PERSON_MOVED)).lines
    assert [(line.by, line.what) for line in moved] == [
        ("Ada", f"Person moved to another force, {workspace.person.name}, Surrey Police")
    ]


def test_nobody_is_moved_to_a_force_that_has_ended_nor_by_its_access_owner_to_another(workspace: Workspace) -> None:
    ada = somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    owner = somebody(workspace.store, "Ola", roles=[Role.ACCESS_OWNER])
    merge_forces(workspace.store, ada.actor, [ESSEX], into=SURREY, since=SINCE)

    with pytest.raises(InvalidInput, match="Essex Police is not there on 22 November 2026"):
        move_person(workspace.store, ada.actor, workspace.person.id, ESSEX)
    with pytest.raises(NotPermitted, match="You may not move people to another force"):
        move_person(workspace.store, owner.actor, workspace.person.id, SURREY)
