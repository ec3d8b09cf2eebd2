"""Giving and ending access: who may do it, for whom, and its immediate effect on a session."""

from datetime import timedelta

import pytest

from assessment.access.viewer import PERSON_NOT_FOUND
from assessment.actions.inviting import invite_person
from assessment.actions.managed_person import LAST_ADMINISTRATOR, NOT_ONESELF
from assessment.actions.managing_access import confirm_access, end_access, give_access
from assessment.actions.managing_people import deactivate_person
from assessment.actions.new_person import NewPerson
from assessment.actions.submitting import submit_assessment
from assessment.codes import Role
from assessment.errors import InvalidInput, NotFound, NotPermitted, NotSignedIn
from assessment.ids import CollaborationId, GrantId
from assessment.report.report_subject import PreviousRound
from assessment.store import Store, holding
from assessment.views.people_view import open_people, open_person
from assessment.views.report_view import read_report
from assessment.views.session_view import open_viewer
from assessment.wording import words
from tests.actions.conftest import AT, Workspace
from tests.actions.test_reporting import submitted_round
from tests.known_forces import ESSEX, KENT, SURREY
from tests.signed_in_people import A_MEMBER, Somebody, grant, session, somebody


@pytest.fixture
def administrator(workspace: Workspace) -> Somebody:
    return somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def owner(workspace: Workspace) -> Somebody:
    return somebody(workspace.store, "Owen", force=ESSEX, roles=[Role.ACCESS_OWNER])


@pytest.fixture
def colleague(workspace: Workspace) -> Somebody:
    return somebody(workspace.store, "Eve", force=ESSEX)


@pytest.fixture
def collaboration(workspace: Workspace) -> CollaborationId:
    id = workspace.start()
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.collaboration.id


def grants_of(store: Store, person: Somebody) -> list[GrantId]:
    with store.read() as unit:
        return [each.id for each in unit.people.grants_of(person.id)]


def test_access_that_is_given_takes_effect_after_signing_in_again(
    workspace: Workspace, administrator: Somebody, colleague: Somebody, collaboration: CollaborationId
) -> None:
    give_access(workspace.store, administrator.actor, colleague.id, Role.RESPONDENT, collaboration=collaboration)

    with pytest.raises(NotSignedIn):
        open_viewer(workspace.store, colleague.actor)
    new_session = session(workspace.store, colleague.id)
    assert [line.newest.collaboration.id for line in workspace.home(new_session).lines] == [collaboration]


def test_v5_0_0_8_3_2_access_that_is_ended_ends_the_session_at_once(
    workspace: Workspace, administrator: Somebody, colleague: Somebody
) -> None:
    (grant_id,) = grants_of(workspace.store, colleague)

    end_access(workspace.store, administrator.actor, grant_id)

    with pytest.raises(NotSignedIn):
        open_viewer(workspace.store, colleague.actor)
    assert open_viewer(workspace.store, session(workspace.store, colleague.id)).grants == ()


def test_a_force_access_owner_can_give_access_to_people_of_their_force(
    workspace: Workspace, owner: Somebody, colleague: Somebody, collaboration: CollaborationId
) -> None:
    give_access(workspace.store, owner.actor, colleague.id, Role.LEAD, collaboration=collaboration)
    give_access(workspace.store, owner.actor, colleague.id, Role.BOARD_MEMBER, collaboration=collaboration)

    assert len(grants_of(workspace.store, colleague)) == 3


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR, Role.ACCESS_OWNER, Role.OPERATOR])
def test_v5_0_0_8_2_1_a_force_access_owner_cannot_give_a_role_beyond_their_force(
    workspace: Workspace, owner: Somebody, colleague: Somebody, role: Role
) -> None:
    with pytest.raises(NotPermitted, match=f"You may not give the role of {words(role)}"):
        give_access(workspace.store, owner.actor, colleague.id, role)


def test_a_force_access_owner_does_not_see_the_people_of_another_force(workspace: Workspace, owner: Somebody) -> None:
    with pytest.raises(NotFound, match=PERSON_NOT_FOUND):
        deactivate_person(workspace.store, owner.actor, workspace.person.id)
    with pytest.raises(NotPermitted, match="people of your own force only"):
        invite_person(
            workspace.store,
            owner.actor,
            NewPerson(name="X", email="x@kent.example", force="Kent Police"),
            A_MEMBER,
        )
    assert [line.person.name for line in open_people(workspace.store, owner.actor).people] == ["Owen"]
    with pytest.raises(NotFound, match=PERSON_NOT_FOUND):
        open_person(workspace.store, owner.actor, workspace.person.id)


def test_a_force_access_owner_has_no_power_over_an_administrator(workspace: Workspace, owner: Somebody) -> None:
    somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    chief = somebody(workspace.store, "Chris", force=ESSEX, roles=[Role.ADMINISTRATOR])

    with pytest.raises(NotPermitted, match="Chris has the role of administrator"):
        deactivate_person(workspace.store, owner.actor, chief.id)


def test_nobody_can_change_their_own_access(workspace: Workspace, administrator: Somebody) -> None:
    with pytest.raises(NotPermitted, match=NOT_ONESELF):
        give_access(workspace.store, administrator.actor, administrator.id, Role.INSPECTOR)


def test_the_last_administrator_cannot_be_removed(workspace: Workspace, administrator: Somebody) -> None:
    second = somebody(workspace.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])
    deactivate_person(workspace.store, administrator.actor, second.id)
    (own,) = grants_of(workspace.store, administrator)
    helper = somebody(workspace.store, "Cy", force=None, roles=[Role.ADMINISTRATOR])
    with workspace.store.begin(holding.account(helper.id)) as unit:
        (of_helper,) = unit.people.grants_of(helper.id)
        unit.people.end_grant(of_helper.id, at=unit.at + timedelta(days=1))

    with pytest.raises(NotPermitted, match=LAST_ADMINISTRATOR):
        end_access(workspace.store, helper.actor, own)
    with pytest.raises(NotPermitted, match=LAST_ADMINISTRATOR):
        deactivate_person(workspace.store, helper.actor, administrator.id)


def test_the_access_of_the_only_administrator_does_not_lapse(workspace: Workspace, administrator: Somebody) -> None:
    (own,) = grants_of(workspace.store, administrator)
    with workspace.store.begin(holding.account(administrator.id)) as unit:
        unit.people.confirm_grant(own, at=unit.at - timedelta(days=200))

    assert [each.role for each in open_viewer(workspace.store, administrator.actor).grants] == [Role.ADMINISTRATOR]

    somebody(workspace.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])
    assert open_viewer(workspace.store, administrator.actor).grants == ()


def test_access_that_was_ended_stays_ended_when_the_only_administrator_has_lapsed(
    workspace: Workspace, administrator: Somebody
) -> None:
    second = somebody(workspace.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])
    (own,), (of_second,) = grants_of(workspace.store, administrator), grants_of(workspace.store, second)
    end_access(workspace.store, administrator.actor, of_second)
    with workspace.store.begin(holding.account(administrator.id)) as unit:
        unit.people.confirm_grant(own, at=unit.at - timedelta(days=200))

    assert open_viewer(workspace.store, session(workspace.store, second.id)).grants == ()
    assert [each.role for each in open_viewer(workspace.store, administrator.actor).grants] == [Role.ADMINISTRATOR]


def test_access_lapses_unless_somebody_confirms_it(workspace: Workspace, owner: Somebody, colleague: Somebody) -> None:
    (own,) = grants_of(workspace.store, colleague)
    with workspace.store.begin(holding.account(colleague.id)) as unit:
        unit.people.confirm_grant(own, at=unit.at - timedelta(days=90))
    assert open_viewer(workspace.store, colleague.actor).grants == ()

    confirm_access(workspace.store, owner.actor, own)

    assert [each.role for each in open_viewer(workspace.store, colleague.actor).grants] == [Role.MEMBER]


def test_all_access_of_a_person_is_confirmed_at_once_or_none_of_it(
    workspace: Workspace, administrator: Somebody, colleague: Somebody, collaboration: CollaborationId
) -> None:
    give_access(workspace.store, administrator.actor, colleague.id, Role.RESPONDENT, collaboration=collaboration)
    member, respondent = grants_of(workspace.store, colleague)
    long_ago = AT - timedelta(days=200)
    with workspace.store.begin(holding.account(colleague.id)) as unit:
        unit.people.confirm_grant(member, at=long_ago)

    end_access(workspace.store, administrator.actor, respondent)
    with pytest.raises(NotFound, match="This access no longer exists"):
        confirm_access(workspace.store, administrator.actor, member, respondent)
    with workspace.store.read() as unit:
        assert [each.confirmed_at for each in unit.people.grants_of(colleague.id) if each.id == member] == [long_ago]

    give_access(workspace.store, administrator.actor, colleague.id, Role.RESPONDENT, collaboration=collaboration)
    again = grants_of(workspace.store, colleague)[-1]
    confirm_access(workspace.store, administrator.actor, member, again)
    with workspace.store.read() as unit:
        confirmed = {each.id: each.confirmed_at for each in unit.people.grants_of(colleague.id)}
    assert confirmed[member] == confirmed[again] > long_ago


def test_a_role_for_a_collaboration_needs_one_in_which_the_persons_force_is_a_partner(
    workspace: Workspace, administrator: Somebody, collaboration: CollaborationId
) -> None:
    stranger = somebody(workspace.store, "Sid", force=SURREY)

    with pytest.raises(InvalidInput, match="Surrey Police is not a partner in that collaboration"):
        give_access(workspace.store, administrator.actor, stranger.id, Role.LEAD, collaboration=collaboration)
    with pytest.raises(InvalidInput, match="This role is for one collaboration"):
        give_access(workspace.store, administrator.actor, stranger.id, Role.BOARD_MEMBER)


def test_the_person_who_starts_an_assessment_becomes_lead_of_its_collaboration_for_their_force(
    workspace: Workspace,
) -> None:
    workspace.start()

    with workspace.store.read() as unit:
        roles = [(each.role, each.force) for each in unit.people.grants_of(workspace.person.id)]
    assert roles == [(Role.MEMBER, KENT), (Role.LEAD, KENT)]


def test_nobody_can_start_an_assessment_of_other_forces(workspace: Workspace) -> None:
    stranger = somebody(workspace.store, "Sid", force=SURREY)
    workspace.person = stranger

    with pytest.raises(InvalidInput, match="Surrey Police is not among the partner forces"):
        workspace.start()


def test_a_collaboration_does_not_show_the_grades_of_another_with_the_same_name(workspace: Workspace) -> None:
    submitted_round(workspace, 2025)
    stranger = somebody(workspace.store, "Sid", force=ESSEX)
    workspace.person = stranger
    theirs = workspace.start(lead="Essex Police")
    workspace.record(theirs, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, theirs, at=AT)

    def previous() -> PreviousRound | None:
        with workspace.store.read() as unit:
            return read_report(unit, workspace.actor, workspace.library, theirs, at=AT)[1].previous

    assert previous() is None
    # Nor does one who may read both: names are no identities.
    grant(workspace.store, stranger.id, Role.INSPECTOR)
    assert previous() is None
