"""Inviting somebody is one step: a person, what they may do, where and until when, and a link to pass on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import uuid6

from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.account_links import INVITATION_INVALID
from assessment.actions.inviting import invite_person
from assessment.actions.keeping_register import register_collaboration
from assessment.actions.managed_person import NOT_ONESELF
from assessment.actions.managing_access import give_access
from assessment.actions.managing_people import invite_again
from assessment.actions.new_access import ROLE_WITHOUT_COLLABORATION, NewAccess
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.new_person import NewPerson
from assessment.actions.removing_collaboration import remove_collaboration
from assessment.actions.starting import start_assessment
from assessment.codes import PersonState, Role
from assessment.dates import last_moment_of, uk_day
from assessment.errors import InvalidInput, NotPermitted, NotSignedIn
from assessment.ids import CollaborationId, MembershipId, PersonId
from assessment.register import Membership
from assessment.store import Store
from assessment.store.broken_constraints import EMAIL_TAKEN
from assessment.store.people_search import PeopleQuery
from assessment.views.account_view import open_account
from assessment.views.answered_assessment import open_assessment
from assessment.views.collaboration_view import open_collaboration
from assessment.views.inviting_view import open_inviting
from assessment.views.people_view import open_people, open_person
from assessment.views.session_view import find_invited_name, open_viewer
from tests.actions.conftest import AT, Workspace
from tests.actions.test_keeping_register import an_entry
from tests.known_forces import ESSEX, KENT, SURREY
from tests.mail_server import RunningMailServer, running_mail_server
from tests.signed_in_people import A_MEMBER, Somebody, grant, session, somebody

PASSWORD = "walnut ferry crimson"
KIM = NewPerson(name="Kim Ode", email="kim@essex.example", force="Essex Police")


@pytest.fixture
def administrator(workspace: Workspace) -> Somebody:
    return somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def mail() -> Iterator[RunningMailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def collaboration(workspace: Workspace) -> CollaborationId:
    """A collaboration of Kent and Essex, which the person of the workspace leads for Kent."""
    return started(workspace)


def started(workspace: Workspace, name: str = "Example dog unit") -> CollaborationId:
    id = workspace.start(name)
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.collaboration.id


def lead(workspace: Workspace) -> Somebody:
    """Sign in the lead, whose session ended when starting the assessment gave them access."""
    return replace(workspace.person, actor=session(workspace.store, workspace.person.id))


def access_of(store: Store, id: PersonId) -> list[tuple[Role, CollaborationId | None, str | None]]:
    with store.read() as unit:
        return [(each.role, each.collaboration, each.force) for each in unit.people.grants_of(id)]


def respondent(*collaborations: CollaborationId) -> NewAccess:
    return NewAccess(role=Role.RESPONDENT, collaborations=collaborations)


def email_of(store: Store, person: Somebody) -> str:
    with store.read() as unit:
        found = unit.people.find(person.id)
    assert found is not None
    return found.email or ""


def test_somebody_is_invited_with_their_access_in_one_step(
    workspace: Workspace, administrator: Somebody, collaboration: CollaborationId
) -> None:
    store, other = workspace.store, started(workspace, "Example air support")
    until = uk_day(AT) + timedelta(days=30)

    made = invite_person(store, administrator.actor, KIM, replace(respondent(collaboration, other), until=until))

    assert access_of(store, made.person) == [
        (Role.MEMBER, None, ESSEX),
        (Role.RESPONDENT, collaboration, ESSEX),
        (Role.RESPONDENT, other, ESSEX),
    ]
    with store.read() as unit:
        assert {each.ends_at for each in unit.people.grants_of(made.person)} == {last_moment_of(until)}
    kim = accept_invitation(store, made.secret, PASSWORD)
    assert kim is not None
    assert len(open_viewer(store, kim).grants) == 3


def test_nobody_is_added_whose_access_cannot_be_given(
    workspace: Workspace, administrator: Somebody, collaboration: CollaborationId
) -> None:
    store = workspace.store
    for access, words in (
        (NewAccess(role=Role.LEAD), ROLE_WITHOUT_COLLABORATION),
        (replace(A_MEMBER, until=uk_day(AT) - timedelta(days=1)), "Access must end in the future"),
    ):
        with pytest.raises(InvalidInput, match=words):
            invite_person(store, administrator.actor, KIM, access)
    stranger = replace(KIM, force="Surrey Police")
    with pytest.raises(InvalidInput, match="Surrey Police is not a partner in that collaboration"):
        invite_person(store, administrator.actor, stranger, respondent(collaboration))

    found = open_people(store, administrator.actor, PeopleQuery(sought="Kim"))
    assert found.people == ()


def test_somebody_leads_a_registered_collaboration_before_anything_is_assessed_in_it(
    workspace: Workspace, administrator: Somebody
) -> None:
    store, library = workspace.store, workspace.library
    id = register_collaboration(store, administrator.actor, an_entry("Joint forensics", KENT, ESSEX))
    shown = open_inviting(store, administrator.actor).collaborations[id]
    assert shown.label == "Joint forensics (not assessed yet)"
    assert [shown.takes(Role.LEAD, force) for force in (KENT, ESSEX, SURREY)] == [True, True, False]
    assert open_collaboration(store, administrator.actor, library, id).may_invite
    assert not open_collaboration(store, workspace.actor, library, id).may_invite

    made = invite_person(store, administrator.actor, KIM, NewAccess(role=Role.LEAD, collaborations=(id,)))

    assert access_of(store, made.person) == [(Role.MEMBER, None, ESSEX), (Role.LEAD, id, ESSEX)]
    panel = open_person(store, administrator.actor, made.person)
    assert [each.words for each in panel.line.grants] == [
        "force member (Essex Police)",
        "lead, Joint forensics (not assessed yet) (Essex Police)",
    ]
    kim = accept_invitation(store, made.secret, PASSWORD)
    assert kim is not None
    assert [each.words for each in open_account(store, kim).grants] == [
        "force member (Essex Police)",
        "lead, Joint forensics (Essex Police)",
    ]
    page = open_collaboration(store, kim, library, id)
    assert (page.registered.may_change, page.may_invite, page.may_start) == (True, True, True)
    assert open_inviting(store, kim).collaborations[id].gives.keys() == {Role.RESPONDENT, Role.BOARD_MEMBER}

    start = NewAssessment(
        collaboration="Joint forensics",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title="2026",
        as_of=AT.date(),
        registered=id,
    )
    started = start_assessment(store, workspace.actor, library, start, at=AT)
    assert open_assessment(store, kim, library, started).assessment.id == started


def test_access_to_a_registered_collaboration_is_for_its_partners_of_today_and_not_once_it_was_removed(
    workspace: Workspace, administrator: Somebody
) -> None:
    store = workspace.store
    left = Membership(id=MembershipId(uuid6.uuid7()), force=ESSEX, left_on=AT.date() - timedelta(days=1))
    entry = an_entry("Joint forensics", KENT, SURREY)
    entry = replace(entry, memberships=(*entry.memberships, left))
    id = register_collaboration(store, administrator.actor, entry)
    access = NewAccess(role=Role.LEAD, collaborations=(id,))

    with pytest.raises(InvalidInput, match="Essex Police is not a partner in that collaboration"):
        invite_person(store, administrator.actor, KIM, access)
    remove_collaboration(store, administrator.actor, id, reason="A mistake.")
    with pytest.raises(InvalidInput, match=str(ROLE_WITHOUT_COLLABORATION)):
        invite_person(store, administrator.actor, replace(KIM, force="Kent Police"), access)

    assert id not in open_inviting(store, administrator.actor).collaborations


@pytest.mark.parametrize("is_everywhere", [True, False], ids=["everything", "one collaboration"])
def test_an_inspector_reads_what_was_chosen_and_nothing_else(
    workspace: Workspace, administrator: Somebody, collaboration: CollaborationId, *, is_everywhere: bool
) -> None:
    store, other = workspace.store, started(workspace, "Example air support")
    access = NewAccess(role=Role.INSPECTOR, collaborations=() if is_everywhere else (collaboration,))

    made = invite_person(store, administrator.actor, replace(KIM, force=None), access)

    with store.read() as unit:
        (given,) = unit.people.grants_of(made.person)
    assert [given.reaches_collaboration(each) for each in (collaboration, other)] == [True, is_everywhere]


def test_pressing_invite_again_shows_the_same_link(workspace: Workspace, administrator: Somebody) -> None:
    store = workspace.store
    first = invite_person(store, administrator.actor, KIM, A_MEMBER)

    again = invite_person(store, administrator.actor, KIM, A_MEMBER)
    by_another = invite_again(store, somebody(store, "Bea", force=None, roles=[Role.ADMINISTRATOR]).actor, first.person)

    assert first == again == by_another
    assert access_of(store, first.person) == [(Role.MEMBER, None, ESSEX)]
    assert accept_invitation(store, first.secret, PASSWORD) is not None
    with pytest.raises(InvalidInput, match=EMAIL_TAKEN):
        invite_person(store, administrator.actor, KIM, A_MEMBER)


def test_the_database_alone_does_not_give_the_link_of_an_invitation_away(
    workspace: Workspace, administrator: Somebody, tmp_path: Path
) -> None:
    made = invite_person(workspace.store, administrator.actor, KIM, A_MEMBER)

    files = [each.read_bytes() for each in (tmp_path / "data").glob("assessments.db*")]
    assert any(b"kim@essex.example" in each for each in files)
    assert not any(made.secret.encode() in each for each in files)


def test_a_lead_invites_respondents_and_board_members_of_the_partners_to_their_collaboration_alone(
    workspace: Workspace, collaboration: CollaborationId
) -> None:
    store, sam = workspace.store, lead(workspace)
    somebody(store, "Else", force=KENT)

    offered = open_inviting(store, sam.actor)
    made = invite_person(store, sam.actor, KIM, respondent(collaboration))

    assert offered.forces == {ESSEX: "Essex Police", KENT: "Kent Police"}
    assert set(offered.collaborations) == {collaboration}
    assert set(offered.collaborations[collaboration].gives) == {Role.RESPONDENT, Role.BOARD_MEMBER}
    assert access_of(store, made.person) == [(Role.RESPONDENT, collaboration, ESSEX)]
    assert accept_invitation(store, made.secret, PASSWORD) is not None


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.RESPONDENT, Role.BOARD_MEMBER}])
def test_a_lead_gives_no_other_role(workspace: Workspace, collaboration: CollaborationId, role: Role) -> None:
    with pytest.raises(NotPermitted, match="You may not give the role of"):
        invite_person(
            workspace.store, lead(workspace).actor, KIM, NewAccess(role=role, collaborations=(collaboration,))
        )


def test_a_lead_invites_nobody_to_a_collaboration_of_others_nor_for_a_force_that_is_no_partner(
    workspace: Workspace, collaboration: CollaborationId
) -> None:
    sam = workspace.person
    workspace.person = somebody(workspace.store, "Eve", force=ESSEX)
    id = workspace.start("Example air support", lead="Essex Police")
    with workspace.store.read() as unit:
        theirs = unit.assessments.find(id)
    assert theirs is not None
    workspace.person = sam

    with pytest.raises(NotPermitted, match="You may not give the role of respondent"):
        invite_person(workspace.store, lead(workspace).actor, KIM, respondent(theirs.collaboration.id))
    with pytest.raises(InvalidInput, match="Surrey Police is not a partner"):
        invite_person(
            workspace.store, lead(workspace).actor, replace(KIM, force="Surrey Police"), respondent(collaboration)
        )


def test_somebody_with_an_account_is_given_the_access_by_a_lead_who_is_shown_no_link(
    workspace: Workspace, collaboration: CollaborationId
) -> None:
    store = workspace.store
    eve = somebody(store, "Eve Secret", force=SURREY, roles=[Role.ACCESS_OWNER])

    made = invite_person(
        store, lead(workspace).actor, replace(KIM, email=email_of(store, eve)), respondent(collaboration)
    )

    assert (made.secret, made.mailed_to) == ("", "")
    assert access_of(store, eve.id)[1:] == [(Role.RESPONDENT, collaboration, ESSEX)]
    with pytest.raises(NotSignedIn):
        open_viewer(store, eve.actor)


def test_a_lead_cannot_sign_somebody_out_over_and_over(workspace: Workspace, collaboration: CollaborationId) -> None:
    store, sam = workspace.store, lead(workspace)
    eve = somebody(store, "Eve", force=ESSEX)
    new = replace(KIM, email=email_of(store, eve))
    invite_person(store, sam.actor, new, respondent(collaboration))
    signed_in_again = session(store, eve.id)

    invite_person(store, sam.actor, new, respondent(collaboration))

    assert open_viewer(store, signed_in_again).name == "Eve"


def test_a_lead_is_shown_no_link_of_somebody_who_was_invited_to_more_than_the_lead_may_give(
    workspace: Workspace, administrator: Somebody, collaboration: CollaborationId
) -> None:
    store = workspace.store
    theirs = invite_person(store, administrator.actor, KIM, A_MEMBER)

    made = invite_person(store, lead(workspace).actor, KIM, respondent(collaboration))

    assert made.secret == ""
    assert find_invited_name(store, theirs.secret) == "Kim Ode"


def test_a_link_that_a_lead_was_shown_opens_nothing_that_others_gave_since(
    workspace: Workspace, administrator: Somebody, collaboration: CollaborationId
) -> None:
    store = workspace.store
    made = invite_person(store, lead(workspace).actor, KIM, respondent(collaboration))
    give_access(store, administrator.actor, made.person, Role.INSPECTOR)

    with pytest.raises(InvalidInput, match=INVITATION_INVALID):
        accept_invitation(store, made.secret, PASSWORD)
    again = invite_again(store, administrator.actor, made.person)
    assert accept_invitation(store, again.secret, PASSWORD) is not None


def test_a_lead_is_told_the_same_by_mail_whether_there_is_an_account_or_not(
    workspace: Workspace, collaboration: CollaborationId, mail: RunningMailServer
) -> None:
    store, sam = workspace.store, lead(workspace)
    eve = somebody(store, "Eve", force=SURREY)
    told = []
    for email in ("new@essex.example", email_of(store, eve)):
        made = invite_person(
            store, sam.actor, replace(KIM, email=email), respondent(collaboration), mail_server=mail.settings()
        )
        told.append((made.secret, made.mailed_to == email, made.was_not_sent))

    assert told == [("", True, False)] * 2
    assert [each["Subject"] for each in mail.messages] == [
        "Your invitation to the collaboration self-assessment",
        "You have new access to the collaboration self-assessment",
    ]


def test_nobody_invites_themselves(workspace: Workspace, collaboration: CollaborationId) -> None:
    sam = lead(workspace)
    with pytest.raises(NotPermitted, match=NOT_ONESELF):
        invite_person(
            workspace.store, sam.actor, replace(KIM, email=email_of(workspace.store, sam)), respondent(collaboration)
        )


def test_an_access_owner_learns_nothing_of_the_people_of_other_forces(workspace: Workspace) -> None:
    store = workspace.store
    owner = somebody(store, "Owen", force=ESSEX, roles=[Role.ACCESS_OWNER])
    invited = somebody(store, "Kate", force=KENT, state=PersonState.INVITED)

    with pytest.raises(InvalidInput, match=EMAIL_TAKEN):
        invite_person(store, owner.actor, replace(KIM, email=email_of(store, invited)), A_MEMBER)

    assert access_of(store, invited.id) == [(Role.MEMBER, None, KENT)]


def test_an_access_owner_who_leads_a_collaboration_invites_people_of_its_partners(
    workspace: Workspace, collaboration: CollaborationId
) -> None:
    grant(workspace.store, workspace.person.id, Role.ACCESS_OWNER, force=KENT)

    made = invite_person(workspace.store, lead(workspace).actor, KIM, respondent(collaboration))

    assert access_of(workspace.store, made.person) == [(Role.RESPONDENT, collaboration, ESSEX)]
