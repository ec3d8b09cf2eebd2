"""Two collaborations of one name are two to choose from, and are told apart for whoever may know of both."""

import pytest

from assessment.actions.managing_access import give_access
from assessment.codes import Event, Role
from assessment.ids import AssessmentId, CollaborationId
from assessment.store.audit_chain import chain_of
from assessment.views.account_view import open_account
from assessment.views.audit_view import AuditFilter, audit_filter_choices, search_audit
from assessment.views.inviting_view import open_inviting
from assessment.views.people_view import open_person
from tests.actions.conftest import Workspace
from tests.known_forces import ESSEX, SURREY
from tests.signed_in_people import Somebody, somebody

LEADS = ("Kent Police", "Essex Police")


@pytest.fixture
def administrator(workspace: Workspace) -> Somebody:
    return somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def two_dog_units(workspace: Workspace) -> dict[str, CollaborationId]:
    """Two collaborations of one name, by the force that leads them."""
    return {lead: collaboration_of(workspace, workspace.start("Dog unit", lead=lead)) for lead in LEADS}


def collaboration_of(workspace: Workspace, id: AssessmentId) -> CollaborationId:
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.collaboration.id


def test_collaborations_of_one_name_are_told_apart_where_access_is_given_and_shown(
    workspace: Workspace, administrator: Somebody, two_dog_units: dict[str, CollaborationId]
) -> None:
    board = somebody(workspace.store, "Bo")
    for lead in LEADS:
        give_access(
            workspace.store, administrator.actor, board.id, Role.BOARD_MEMBER, collaboration=two_dog_units[lead]
        )

    page = open_person(workspace.store, administrator.actor, board.id)

    assert {page.collaborations[two_dog_units[lead]] for lead in LEADS} == {
        "Dog unit (Kent Police)",
        "Dog unit (Essex Police)",
    }
    given = {each.grant.collaboration: each.words for each in page.line.grants if each.grant.role is Role.BOARD_MEMBER}
    assert given == {two_dog_units[lead]: f"board member, Dog unit ({lead})" for lead in LEADS}
    chains = audit_filter_choices(workspace.store, administrator.actor).chains
    assert {chains[chain_of(two_dog_units[lead])] for lead in LEADS} == {
        "Dog unit (Kent Police)",
        "Dog unit (Essex Police)",
    }


def test_a_label_does_not_tell_of_a_collaboration_of_the_same_name_that_one_may_not_know(
    workspace: Workspace, two_dog_units: dict[str, CollaborationId]
) -> None:
    board = somebody(workspace.store, "Bo", roles=[(Role.BOARD_MEMBER, two_dog_units["Kent Police"])])
    owner = somebody(workspace.store, "Sid", force=SURREY, roles=[Role.ACCESS_OWNER])

    assert [each.words for each in open_account(workspace.store, board.actor).grants] == ["board member, Dog unit"]
    assert open_inviting(workspace.store, owner.actor).collaborations == {}


def test_people_of_one_name_are_told_apart_in_the_audit_trail(workspace: Workspace, administrator: Somebody) -> None:
    namesake = somebody(workspace.store, workspace.person.name, force=ESSEX)
    workspace.start("Dog unit")

    choices = audit_filter_choices(workspace.store, administrator.actor).people
    lines = search_audit(workspace.store, administrator.actor, AuditFilter(event=Event.ASSESSMENT_STARTED)).lines

    assert (choices[workspace.person.id], choices[namesake.id]) == ("Sam Reed (Kent Police)", "Sam Reed (Essex Police)")
    assert [line.by for line in lines] == ["Sam Reed (Kent Police)"]
