"""A lead hands the collaboration over to somebody who answers for a partner already."""

import pytest

from assessment.actions.handing_over import hand_over
from assessment.authorisation import authenticate
from assessment.codes import Event, PersonState, Role
from assessment.errors import InvalidInput, NotPermitted
from assessment.ids import AssessmentId, CollaborationId, PersonId
from assessment.store import holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.collaboration_view import find_collaboration, open_collaboration
from tests.actions.conftest import Workspace
from tests.known_forces import ESSEX
from tests.signed_in_people import Somebody, session, somebody


@pytest.fixture
def started(workspace: Workspace) -> AssessmentId:
    return workspace.start()


@pytest.fixture
def collaboration(workspace: Workspace, started: AssessmentId) -> CollaborationId:
    return find_collaboration(workspace.store, workspace.actor, started)


def roles(workspace: Workspace, person: PersonId, of: CollaborationId) -> list[tuple[Role, str | None]]:
    with workspace.store.read() as unit:
        return [
            (each.role, each.force)
            for each in unit.people.grants_of(person)
            if each.collaboration == of and each.counts(at=unit.at)
        ]


def a_respondent(workspace: Workspace, of: CollaborationId, role: Role = Role.RESPONDENT) -> Somebody:
    return somebody(workspace.store, "Kim Hill", force=ESSEX, roles=[(role, of)])


def test_the_new_lead_leads_for_their_force_and_the_old_one_goes_on_as_a_respondent(
    workspace: Workspace, started: AssessmentId, collaboration: CollaborationId
) -> None:
    kim = a_respondent(workspace, collaboration)
    shown = open_collaboration(workspace.store, workspace.actor, workspace.library, collaboration)

    hand_over(workspace.store, workspace.actor, started, to=kim.id)

    assert shown.can_take_over == {kim.id: "Kim Hill"}
    with workspace.store.read() as unit:
        old = authenticate(unit, workspace.actor)
        events = [each.event for each in unit.audit.of_chain(PEOPLE_CHAIN)][-3:]
    assert old.person is not None
    assert roles(workspace, old.person, collaboration) == [(Role.RESPONDENT, "kent")]
    assert sorted(roles(workspace, kim.id, collaboration)) == [(Role.LEAD, "essex"), (Role.RESPONDENT, "essex")]
    assert events == [Event.ACCESS_GIVEN, Event.ACCESS_GIVEN, Event.ACCESS_ENDED]
    with pytest.raises(NotPermitted):
        hand_over(workspace.store, workspace.actor, started, to=kim.id)
    # What somebody may do has changed, so they sign in again.
    new = session(workspace.store, kim.id)
    assert open_collaboration(workspace.store, new, workspace.library, collaboration).can_take_over == {
        old.person: "Sam Reed"
    }
    assert workspace.store.verify_audit().rows == ()


def test_only_somebody_who_can_sign_in_and_answers_there_takes_over(
    workspace: Workspace, started: AssessmentId, collaboration: CollaborationId
) -> None:
    reader = a_respondent(workspace, collaboration, Role.BOARD_MEMBER)
    gone = somebody(workspace.store, "Pat Wood", force=ESSEX, roles=[(Role.RESPONDENT, collaboration)])
    with workspace.store.begin(holding.account(gone.id)) as unit:
        unit.people.set_state(gone.id, PersonState.DISABLED)
    with workspace.store.read() as unit:
        viewer = authenticate(unit, workspace.actor)
    assert viewer.person is not None

    for somebody_else in (reader.id, gone.id):
        with pytest.raises(InvalidInput, match="must be able to sign in and answer for a partner force"):
            hand_over(workspace.store, workspace.actor, started, to=somebody_else)
    with pytest.raises(InvalidInput, match="You lead this collaboration already"):
        hand_over(workspace.store, workspace.actor, started, to=viewer.person)
    assert roles(workspace, viewer.person, collaboration) == [(Role.LEAD, "kent")]
