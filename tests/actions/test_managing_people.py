"""Give and end access: by whom, to whom, and what it does to a session at once."""

from datetime import timedelta

import pytest

from assessment.access import Role
from assessment.actions.managing_people import (
    LAST_ADMINISTRATOR,
    NO_PERSON,
    NOT_YOURSELF,
    confirm_access,
    end_access,
    give_access,
    invite_person,
    let_go,
)
from assessment.actions.signing_in import NewPerson
from assessment.actions.submitting import submit_assessment
from assessment.errors import InvalidInput, NotFound, NotPermitted, NotSignedIn
from assessment.report.subject import Previous
from assessment.store import Store
from assessment.terms import CollaborationId, GrantId
from assessment.views.home import open_home
from assessment.views.people import open_people, open_viewer
from assessment.views.report import read_report
from tests.actions.conftest import AT, Desk
from tests.actions.test_reporting import a_round
from tests.people import Somebody, grant, session, somebody


@pytest.fixture
def administrator(desk: Desk) -> Somebody:
    return somebody(desk.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def owner(desk: Desk) -> Somebody:
    return somebody(desk.store, "Owen", force="Essex Police", roles=[Role.ACCESS_OWNER])


@pytest.fixture
def colleague(desk: Desk) -> Somebody:
    return somebody(desk.store, "Eve", force="Essex Police")


@pytest.fixture
def collaboration(desk: Desk) -> CollaborationId:
    id = desk.start()
    with desk.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.collaboration.id


def grants_of(store: Store, person: Somebody) -> list[GrantId]:
    with store.read() as unit:
        return [each.id for each in unit.people.grants_of(person.id)]


def test_access_that_is_given_counts_after_signing_in_again(
    desk: Desk, administrator: Somebody, colleague: Somebody, collaboration: CollaborationId
) -> None:
    give_access(desk.store, administrator.asker, colleague.id, Role.RESPONDENT, collaboration=collaboration)

    with pytest.raises(NotSignedIn):
        open_viewer(desk.store, colleague.asker)
    again = session(desk.store, colleague.id)
    assert [line.assessment.collaboration.id for line in open_home(desk.store, again, desk.library)] == [collaboration]


def test_v5_0_0_8_3_2_access_that_is_ended_ends_the_session_at_once(
    desk: Desk, administrator: Somebody, colleague: Somebody
) -> None:
    (given,) = grants_of(desk.store, colleague)

    end_access(desk.store, administrator.asker, given)

    with pytest.raises(NotSignedIn):
        open_viewer(desk.store, colleague.asker)
    assert open_viewer(desk.store, session(desk.store, colleague.id)).grants == ()


def test_a_force_access_owner_gives_access_to_the_people_of_their_force(
    desk: Desk, owner: Somebody, colleague: Somebody, collaboration: CollaborationId
) -> None:
    give_access(desk.store, owner.asker, colleague.id, Role.LEAD, collaboration=collaboration)
    give_access(desk.store, owner.asker, colleague.id, Role.BOARD_MEMBER, collaboration=collaboration)

    assert len(grants_of(desk.store, colleague)) == 3


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR, Role.ACCESS_OWNER, Role.OPERATOR])
def test_v5_0_0_8_2_1_a_force_access_owner_gives_no_role_beyond_the_force(
    desk: Desk, owner: Somebody, colleague: Somebody, role: Role
) -> None:
    with pytest.raises(NotPermitted, match=f"You may not make anybody {role}"):
        give_access(desk.store, owner.asker, colleague.id, role)


def test_a_force_access_owner_does_not_see_the_people_of_another_force(desk: Desk, owner: Somebody) -> None:
    with pytest.raises(NotFound, match=NO_PERSON):
        let_go(desk.store, owner.asker, desk.person.id)
    with pytest.raises(NotPermitted, match="people of your own force only"):
        invite_person(desk.store, owner.asker, NewPerson(name="X", email="x@kent.example", force="Kent Police"))
    assert [line.person.name for line in open_people(desk.store, owner.asker).people] == ["Owen"]


def test_a_force_access_owner_has_no_power_over_an_administrator(desk: Desk, owner: Somebody) -> None:
    somebody(desk.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])
    chief = somebody(desk.store, "Chris", force="Essex Police", roles=[Role.ADMINISTRATOR])

    with pytest.raises(NotPermitted, match="Chris is administrator"):
        let_go(desk.store, owner.asker, chief.id)


def test_nobody_changes_their_own_access(desk: Desk, administrator: Somebody) -> None:
    with pytest.raises(NotPermitted, match=NOT_YOURSELF):
        give_access(desk.store, administrator.asker, administrator.id, Role.INSPECTOR)


def test_the_last_administrator_stays(desk: Desk, administrator: Somebody) -> None:
    second = somebody(desk.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])
    let_go(desk.store, administrator.asker, second.id)
    (own,) = grants_of(desk.store, administrator)
    helper = somebody(desk.store, "Cy", force=None, roles=[Role.ADMINISTRATOR])
    with desk.store.begin() as unit:
        (of_helper,) = unit.people.grants_of(helper.id)
        unit.people.end_grant(of_helper.id, at=unit.at + timedelta(days=1))

    with pytest.raises(NotPermitted, match=LAST_ADMINISTRATOR):
        end_access(desk.store, helper.asker, own)
    with pytest.raises(NotPermitted, match=LAST_ADMINISTRATOR):
        let_go(desk.store, helper.asker, administrator.id)


def test_the_only_administrator_does_not_lapse(desk: Desk, administrator: Somebody) -> None:
    (own,) = grants_of(desk.store, administrator)
    with desk.store.begin() as unit:
        unit.people.confirm_grant(own, at=unit.at - timedelta(days=200))

    assert [each.role for each in open_viewer(desk.store, administrator.asker).grants] == [Role.ADMINISTRATOR]

    somebody(desk.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])
    assert open_viewer(desk.store, administrator.asker).grants == ()


def test_access_lapses_unless_somebody_confirms_it(desk: Desk, owner: Somebody, colleague: Somebody) -> None:
    (own,) = grants_of(desk.store, colleague)
    with desk.store.begin() as unit:
        unit.people.confirm_grant(own, at=unit.at - timedelta(days=90))
    assert open_viewer(desk.store, colleague.asker).grants == ()

    confirm_access(desk.store, owner.asker, own)

    assert [each.role for each in open_viewer(desk.store, colleague.asker).grants] == [Role.MEMBER]


def test_a_role_for_a_collaboration_names_one_of_the_persons_force(
    desk: Desk, administrator: Somebody, collaboration: CollaborationId
) -> None:
    stranger = somebody(desk.store, "Sid", force="Surrey Police")

    with pytest.raises(InvalidInput, match="Surrey Police is no partner of that collaboration"):
        give_access(desk.store, administrator.asker, stranger.id, Role.LEAD, collaboration=collaboration)
    with pytest.raises(InvalidInput, match="This role is for one collaboration"):
        give_access(desk.store, administrator.asker, stranger.id, Role.BOARD_MEMBER)


def test_whoever_starts_an_assessment_leads_its_collaboration_for_their_force(desk: Desk) -> None:
    desk.start()

    with desk.store.read() as unit:
        roles = [(each.role, each.force) for each in unit.people.grants_of(desk.person.id)]
    assert roles == [(Role.MEMBER, "Kent Police"), (Role.LEAD, "Kent Police")]


def test_a_further_round_belongs_to_the_same_collaboration(desk: Desk) -> None:
    first, second = desk.start(), desk.start()

    with desk.store.read() as unit:
        found = [unit.assessments.find(id) for id in (first, second)]
    assert len({each.collaboration.id for each in found if each}) == 1


def test_nobody_starts_an_assessment_of_other_forces(desk: Desk) -> None:
    stranger = somebody(desk.store, "Sid", force="Surrey Police")
    desk.person = stranger

    with pytest.raises(InvalidInput, match="Surrey Police is not among the partner forces"):
        desk.start()


def test_two_collaborations_of_one_name_do_not_read_each_others_grades(desk: Desk) -> None:
    a_round(desk, 2025)
    stranger = somebody(desk.store, "Sid", force="Essex Police")
    desk.person = stranger
    theirs = desk.start(lead="Essex Police")
    desk.record(theirs, desk.response(4))
    submit_assessment(desk.store, desk.asker, desk.library, theirs, at=AT)

    def previous() -> Previous | None:
        with desk.store.read() as unit:
            return read_report(unit, desk.asker, desk.library, theirs, at=AT)[1].previous

    assert previous() is None
    grant(desk.store, stranger.id, Role.INSPECTOR)
    assert previous() is not None
