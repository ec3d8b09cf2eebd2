"""Who may see and change what the register says of a collaboration."""

from dataclasses import replace
from datetime import date

import pytest
import uuid6

from assessment.access import Credential
from assessment.actions.keeping_register import register_collaboration, save_register_entry
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotPermitted
from assessment.ids import CollaborationId, ForceId, MembershipId
from assessment.register import Membership, RegisterEntry
from assessment.store.register_search import RegisterQuery
from assessment.views.register_view import open_entry, open_register
from tests.actions.conftest import AT, Workspace
from tests.known_forces import ESSEX, KENT, SURREY
from tests.signed_in_people import somebody

TODAY = AT.date()


def a_member(force: ForceId) -> Membership:
    return Membership(id=MembershipId(uuid6.uuid7()), force=force)


def an_entry(name: str = "Joint forensics", *forces: ForceId) -> RegisterEntry:
    return RegisterEntry(
        id=CollaborationId(uuid6.uuid7()),
        name=name,
        yearly_cost=1_130_000,
        memberships=tuple(map(a_member, forces or (KENT, ESSEX))),
    )


@pytest.fixture
def administrator(workspace: Workspace) -> Credential:
    return somebody(workspace.store, "Alex", force=None, roles=[Role.ADMINISTRATOR]).actor


def test_an_administrator_adds_a_collaboration_once_and_the_page_of_the_register_shows_it_to_everybody(
    workspace: Workspace, administrator: Credential
) -> None:
    entry = an_entry()
    for _ in range(2):
        register_collaboration(workspace.store, administrator, entry)

    page = open_register(workspace.store, workspace.actor, RegisterQuery(today=TODAY))

    assert [each.name for each in page.entries] == ["Joint forensics"]
    assert (page.number, page.page, page.pages, page.may_register) == (1, 1, 1, False)
    assert page.entries[0].yearly_cost is None


def test_nobody_else_adds_one(workspace: Workspace) -> None:
    workspace.start()

    with pytest.raises(NotPermitted, match="add a collaboration to the register"):
        register_collaboration(workspace.store, workspace.actor, an_entry())


def test_a_name_that_the_register_has_is_taken(workspace: Workspace, administrator: Credential) -> None:
    register_collaboration(workspace.store, administrator, an_entry("Joint forensics"))

    with pytest.raises(InvalidInput, match="already has a collaboration called JOINT Forensics"):
        register_collaboration(workspace.store, administrator, an_entry("JOINT Forensics"))


def test_partners_see_everything_and_others_what_a_public_register_shows(
    workspace: Workspace, administrator: Credential
) -> None:
    id = register_collaboration(workspace.store, administrator, an_entry())
    seen = {
        name: open_entry(workspace.store, somebody(workspace.store, name, force=force, roles=roles).actor, id)
        for name, force, roles in (
            ("A partner's member", ESSEX, [Role.MEMBER]),
            ("Another force's member", SURREY, [Role.MEMBER]),
            ("An inspector", None, [Role.INSPECTOR]),
        )
    }

    assert {name: (each.entry.yearly_cost, len(each.history), each.may_change) for name, each in seen.items()} == {
        "A partner's member": (1_130_000, 1, False),
        "Another force's member": (None, 0, False),
        "An inspector": (1_130_000, 1, False),
    }


def test_the_lead_of_an_assessment_changes_its_entry_and_no_other(
    workspace: Workspace, administrator: Credential
) -> None:
    started = workspace.start()
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(started)
    assert assessment is not None
    own = assessment.collaboration.id
    other = register_collaboration(workspace.store, administrator, an_entry("Another one", KENT, ESSEX))
    shown = open_entry(workspace.store, workspace.actor, own)

    saved = save_register_entry(workspace.store, workspace.actor, replace(shown.entry, review_on=date(2027, 4, 1)))

    assert shown.may_change
    assert saved.review_on == date(2027, 4, 1)
    history = open_entry(workspace.store, workspace.actor, own)
    assert [(each.event, each.detail["changes"]) for each in history.history] == [
        (Event.REGISTER_CHANGED, {"review_on": {"was": None, "is": "2027-04-01"}})
    ]
    with pytest.raises(NotPermitted):
        save_register_entry(workspace.store, workspace.actor, open_entry(workspace.store, administrator, other).entry)


def test_a_collaboration_cannot_come_from_one_that_came_from_it(
    workspace: Workspace, administrator: Credential
) -> None:
    first = an_entry("First")
    second = replace(an_entry("Second"), predecessor=first.id)
    register_collaboration(workspace.store, administrator, first)
    register_collaboration(workspace.store, administrator, second)
    stored = open_entry(workspace.store, administrator, first.id).entry

    for before in (second.id, CollaborationId(uuid6.uuid7())):
        with pytest.raises(InvalidInput, match="Choose another one"):
            save_register_entry(workspace.store, administrator, replace(stored, predecessor=before))
    assert open_entry(workspace.store, administrator, second.id).predecessor == "First"
    assert open_entry(workspace.store, administrator, first.id).successors == {second.id: "Second"}
