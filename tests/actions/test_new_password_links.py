"""Links by which a person chooses a new password: who sees one, who approves it, who is told, and what ends it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Final

import pytest

from assessment.access import CommandLine, passwords
from assessment.access.credential import fingerprint, new_secret
from assessment.access.identity import Identity
from assessment.access.permissions import ROLES
from assessment.access.viewer import PERSON_NOT_FOUND
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.account_links import INVITATION_INVALID, Invitation
from assessment.actions.account_notices import dismiss_notice
from assessment.actions.inviting import invite_person
from assessment.actions.managed_person import NOT_ONESELF
from assessment.actions.managing_access import end_access, give_access
from assessment.actions.managing_people import (
    NEEDS_SECOND_PERSON,
    deactivate_person,
    invite_again,
    reactivate_person,
)
from assessment.actions.new_password_links import (
    APPROVAL_VOID,
    NOT_APPROVED,
    NOT_BY_WHO_ASKED,
    REQUEST_GONE,
    approve_link,
    ask_for_link,
    make_link_on_server,
    refuse_link,
    take_link,
)
from assessment.actions.new_person import NewPerson
from assessment.actions.own_account import change_password
from assessment.actions.signing_in_by_identity_provider import accept_invitation_by_identity
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted, NotSent, NotSignedIn
from assessment.ids import CollaborationId
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.broken_constraints import LINK_ALREADY_ASKED
from assessment.views.people_view import open_person
from assessment.views.session_view import find_invited_name, open_viewer, open_visitor
from tests.actions.conftest import Workspace
from tests.known_forces import ESSEX, KENT, SURREY
from tests.mail_server import SERVICE, RunningMailServer, running_mail_server
from tests.signed_in_people import A_MEMBER, Somebody, session, somebody

PASSWORD: Final = "walnut ferry crimson"
NEW_PASSWORD: Final = "lantern gravel thirteen"
IDENTITY: Final = Identity(issuer="https://id.example", subject="1")


@pytest.fixture
def administrator(workspace: Workspace) -> Somebody:
    somebody(workspace.store, "Bea", force=None, roles=[Role.ADMINISTRATOR])
    return somebody(workspace.store, "Ada", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def colleague(workspace: Workspace) -> Somebody:
    eve = somebody(workspace.store, "Eve")
    with workspace.store.begin(holding.account(eve.id)) as unit:
        unit.people.set_password(eve.id, passwords.hashed(PASSWORD))
    return eve


def link_for(store: Store, person: Somebody) -> str:
    """Give the person a link, beside any other that they have, and return its secret."""
    secret = new_secret()
    with store.begin(holding.account(person.id)) as unit:
        unit.invitations.add(fingerprint(secret), person.id, at=unit.at, expires_at=unit.at + timedelta(days=7))
    return secret


def change(store: Store, _by: Somebody, of: Somebody, _secret: str) -> None:
    change_password(store, of.actor, current=PASSWORD, new=NEW_PASSWORD)


def leave(store: Store, by: Somebody, of: Somebody, _secret: str) -> None:
    deactivate_person(store, by.actor, of.id)


def come_back(store: Store, by: Somebody, of: Somebody, _secret: str) -> None:
    reactivate_person(store, by.actor, of.id)


def choose_a_password(store: Store, _by: Somebody, _of: Somebody, secret: str) -> None:
    accept_invitation(store, secret, NEW_PASSWORD)


def link_an_identity(store: Store, _by: Somebody, _of: Somebody, secret: str) -> None:
    accept_invitation_by_identity(store, secret, IDENTITY)


@pytest.mark.parametrize("act", [change, leave, come_back, choose_a_password, link_an_identity])
def test_a_link_is_void_once_the_password_changes_the_person_leaves_or_returns_or_an_identity_is_linked(
    workspace: Workspace,
    administrator: Somebody,
    colleague: Somebody,
    act: Callable[[Store, Somebody, Somebody, str], None],
) -> None:
    secret = link_for(workspace.store, colleague)

    act(workspace.store, administrator, colleague, secret)

    assert find_invited_name(workspace.store, secret) is None
    with pytest.raises(InvalidInput, match=INVITATION_INVALID):
        accept_invitation(workspace.store, secret, "copper meadow violin")


@pytest.mark.parametrize("act", [change, choose_a_password, link_an_identity])
def test_every_session_ends_once_the_password_changes_or_a_link_is_used(
    workspace: Workspace,
    administrator: Somebody,
    colleague: Somebody,
    act: Callable[[Store, Somebody, Somebody, str], None],
) -> None:
    elsewhere = session(workspace.store, colleague.id)

    act(workspace.store, administrator, colleague, link_for(workspace.store, colleague))

    for each in (elsewhere, colleague.actor):
        with pytest.raises(NotSignedIn):
            open_viewer(workspace.store, each)


@pytest.mark.parametrize("act", [choose_a_password, link_an_identity])
def test_a_link_lets_nobody_in_who_has_left(
    workspace: Workspace,
    administrator: Somebody,
    colleague: Somebody,
    act: Callable[[Store, Somebody, Somebody, str], None],
) -> None:
    leave(workspace.store, administrator, colleague, "")

    with pytest.raises(InvalidInput, match=INVITATION_INVALID):
        act(workspace.store, administrator, colleague, link_for(workspace.store, colleague))


@pytest.fixture
def mail() -> Iterator[RunningMailServer]:
    with running_mail_server() as mail:
        yield mail


def link_in(message: EmailMessage) -> str:
    """Return the secret of the link in a message."""
    (secret,) = re.findall(rf"^{SERVICE}/account/invitation/(\S+)", message.get_content(), re.MULTILINE)
    return str(secret)


def events(store: Store) -> list[Event]:
    """Return what happened to people, in order."""
    with store.read() as unit:
        events = [each.event for each in unit.audit.of_chain(PEOPLE_CHAIN)]
    return [event for event in events if event is not Event.ROWS_CHANGED]  # which the test itself made


def test_a_new_password_link_is_mailed_to_its_person_and_shown_to_nobody(
    workspace: Workspace, administrator: Somebody, colleague: Somebody, mail: RunningMailServer
) -> None:
    made = invite_again(workspace.store, administrator.actor, colleague.id, mail_server=mail.settings())

    (message,) = mail.messages
    assert made == Invitation(person=colleague.id, secret="", mailed_to=mail.recipients[0][0])
    assert message["Subject"] == "Choose a new password for the collaboration self-assessment"
    assert "Ada has made a link" in message.get_content()
    assert find_invited_name(workspace.store, link_in(message)) == "Eve"
    assert events(workspace.store) == [Event.NEW_PASSWORD_LINK_MADE]


def test_an_invitation_is_mailed_to_its_person_and_shown_to_nobody(
    workspace: Workspace, administrator: Somebody, mail: RunningMailServer
) -> None:
    new = NewPerson(name="Ben Roe", email="Ben@kent.example", force="Kent Police")

    made = invite_person(workspace.store, administrator.actor, new, A_MEMBER, mail_server=mail.settings())

    (message,) = mail.messages
    assert (made.secret, made.mailed_to) == ("", "ben@kent.example")
    assert mail.recipients == [["ben@kent.example"]]
    assert message["Subject"] == "Your invitation to the collaboration self-assessment"
    assert accept_invitation(workspace.store, link_in(message), NEW_PASSWORD) is not None


def test_a_new_password_link_that_the_mail_server_did_not_take_is_void_and_on_record(
    workspace: Workspace, administrator: Somebody, colleague: Somebody, mail: RunningMailServer
) -> None:
    mail.takes_nothing = True

    with pytest.raises(NotSent, match="so the link was not sent and does not work"):
        invite_again(workspace.store, administrator.actor, colleague.id, mail_server=mail.settings())

    assert find_invited_name(workspace.store, link_in(mail.messages[0])) is None
    assert events(workspace.store) == [Event.NEW_PASSWORD_LINK_MADE, Event.LINK_NOT_SENT]


def test_an_invitation_that_the_mail_server_did_not_take_can_be_passed_on_and_is_on_record(
    workspace: Workspace, administrator: Somebody, mail: RunningMailServer
) -> None:
    mail.takes_nothing = True
    new = NewPerson(name="Ben Roe", email="ben@kent.example", force="Kent Police")

    made = invite_person(workspace.store, administrator.actor, new, A_MEMBER, mail_server=mail.settings())

    assert (made.was_not_sent, made.mailed_to, made.secret) == (True, "", link_in(mail.messages[0]))
    assert find_invited_name(workspace.store, made.secret) == "Ben Roe"
    assert events(workspace.store) == [Event.ACCESS_GIVEN, Event.PERSON_INVITED, Event.LINK_NOT_SENT]


@pytest.fixture
def second(workspace: Workspace) -> Somebody:
    """Another administrator than Ada."""
    return somebody(workspace.store, "Cy", force=None, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def lead(workspace: Workspace) -> Somebody:
    """The lead of a collaboration, whose account opens its answers."""
    workspace.start()
    return workspace.person


@pytest.mark.parametrize(
    "role", [Role.RESPONDENT, Role.LEAD, Role.BOARD_MEMBER, Role.INSPECTOR, Role.ADMINISTRATOR, Role.ACCESS_OWNER]
)
def test_nobody_alone_makes_a_link_to_an_account_that_opens_answers_or_power_over_access(
    workspace: Workspace, administrator: Somebody, lead: Somebody, role: Role
) -> None:
    collaboration = only_collaboration(workspace.store)
    named = (role, collaboration) if "collaboration" in ROLES[role].reach else role
    victim = somebody(workspace.store, "Vic", roles=[named])

    with pytest.raises(NotPermitted, match=NEEDS_SECOND_PERSON):
        invite_again(workspace.store, administrator.actor, victim.id)

    assert events(workspace.store) == [Event.ACCESS_GIVEN]


def test_a_link_that_was_asked_for_and_approved_is_shown_once_to_who_asked(
    workspace: Workspace, administrator: Somebody, second: Somebody, lead: Somebody
) -> None:
    store = workspace.store
    ask_for_link(store, administrator.actor, lead.id)
    with pytest.raises(InvalidInput, match=NOT_APPROVED):
        take_link(store, administrator.actor, lead.id)
    approve_link(store, second.actor, lead.id, asked_by=administrator.id)
    with pytest.raises(InvalidInput, match=REQUEST_GONE):
        take_link(store, second.actor, lead.id)

    made = take_link(store, administrator.actor, lead.id)

    with pytest.raises(InvalidInput, match=REQUEST_GONE):
        take_link(store, administrator.actor, lead.id)
    assert accept_invitation(store, made.secret, NEW_PASSWORD) is not None
    with store.read() as unit:
        recorded = [(each.event, each.by) for each in unit.audit.of_chain(PEOPLE_CHAIN)]
    assert store.verify_audit().problems == ()
    by_people = [each for each in recorded if each[0] is not Event.ROWS_CHANGED]
    assert by_people[1:] == [
        (Event.NEW_PASSWORD_LINK_ASKED, str(administrator.id)),
        (Event.NEW_PASSWORD_LINK_APPROVED, str(second.id)),
        (Event.NEW_PASSWORD_LINK_MADE, str(administrator.id)),
        (Event.NEW_PASSWORD_LINK_USED, str(lead.id)),
    ]


def test_nobody_approves_a_link_that_they_asked_for_or_that_is_their_own(
    workspace: Workspace, administrator: Somebody, second: Somebody
) -> None:
    ask_for_link(workspace.store, administrator.actor, second.id)

    with pytest.raises(NotPermitted, match=NOT_BY_WHO_ASKED):
        approve_link(workspace.store, administrator.actor, second.id, asked_by=administrator.id)
    with pytest.raises(NotPermitted, match=NOT_ONESELF):
        approve_link(workspace.store, second.actor, second.id, asked_by=administrator.id)
    with pytest.raises(InvalidInput, match=NOT_APPROVED):
        take_link(workspace.store, administrator.actor, second.id)


def test_a_force_access_owner_of_another_force_approves_nothing(
    workspace: Workspace, administrator: Somebody, lead: Somebody
) -> None:
    of_essex = somebody(workspace.store, "Owen", force=ESSEX, roles=[Role.ACCESS_OWNER])
    of_kent = somebody(workspace.store, "Olga", force=KENT, roles=[Role.ACCESS_OWNER])
    ask_for_link(workspace.store, administrator.actor, lead.id)

    with pytest.raises(NotFound, match=PERSON_NOT_FOUND):
        approve_link(workspace.store, of_essex.actor, lead.id, asked_by=administrator.id)
    approve_link(workspace.store, of_kent.actor, lead.id, asked_by=administrator.id)

    assert take_link(workspace.store, administrator.actor, lead.id).secret


def test_a_request_that_was_refused_or_is_a_week_old_counts_no_more(
    workspace: Workspace, administrator: Somebody, second: Somebody, lead: Somebody
) -> None:
    store = workspace.store
    ask_for_link(store, administrator.actor, lead.id)
    with pytest.raises(InvalidInput, match=LINK_ALREADY_ASKED):
        ask_for_link(store, second.actor, lead.id)
    refuse_link(store, second.actor, lead.id, asked_by=administrator.id)
    with pytest.raises(InvalidInput, match=REQUEST_GONE):
        approve_link(store, second.actor, lead.id, asked_by=administrator.id)
    with store.begin(holding.account(lead.id)) as unit:
        unit.invitations.add_request(lead.id, by=administrator.id, at=unit.at - timedelta(days=7))

    with pytest.raises(InvalidInput, match=REQUEST_GONE):
        approve_link(store, second.actor, lead.id, asked_by=administrator.id)
    assert open_person(store, second.actor, lead.id).link_request is None


def lose_access(store: Store, by: Somebody, of: Somebody) -> None:
    with store.read() as unit:
        (grant,) = unit.people.grants_of(of.id)
    end_access(store, by.actor, grant.id)


@pytest.mark.parametrize("go", [lose_access, lambda store, by, of: deactivate_person(store, by.actor, of.id)])
def test_an_approval_counts_only_while_whoever_gave_it_could_give_it_again(
    workspace: Workspace,
    administrator: Somebody,
    second: Somebody,
    lead: Somebody,
    go: Callable[[Store, Somebody, Somebody], None],
) -> None:
    store = workspace.store
    ask_for_link(store, administrator.actor, lead.id)
    approve_link(store, second.actor, lead.id, asked_by=administrator.id)

    go(store, administrator, second)

    with pytest.raises(InvalidInput, match=APPROVAL_VOID):
        take_link(store, administrator.actor, lead.id)


@pytest.mark.parametrize("act", [change, leave, come_back])
def test_an_approved_request_is_void_as_a_link_is(
    workspace: Workspace,
    administrator: Somebody,
    second: Somebody,
    colleague: Somebody,
    act: Callable[[Store, Somebody, Somebody, str], None],
) -> None:
    ask_for_link(workspace.store, administrator.actor, colleague.id)
    approve_link(workspace.store, second.actor, colleague.id, asked_by=administrator.id)

    act(workspace.store, administrator, colleague, "")

    with pytest.raises(InvalidInput, match=REQUEST_GONE):
        take_link(workspace.store, administrator.actor, colleague.id)


@pytest.mark.parametrize(
    "accept",
    [
        lambda store, secret: accept_invitation(store, secret, NEW_PASSWORD),
        lambda store, secret: accept_invitation_by_identity(store, secret, IDENTITY),
    ],
    ids=["by a password", "by an identity"],
)
def test_a_link_that_was_shown_does_not_open_answers_that_the_person_was_given_since(
    workspace: Workspace, administrator: Somebody, colleague: Somebody, accept: Callable[[Store, str], object]
) -> None:
    made = invite_again(workspace.store, administrator.actor, colleague.id)
    give_access(workspace.store, administrator.actor, colleague.id, Role.INSPECTOR)

    with pytest.raises(InvalidInput, match=INVITATION_INVALID):
        accept(workspace.store, made.secret)


def test_an_invitation_can_be_accepted_after_access_was_given(workspace: Workspace, administrator: Somebody) -> None:
    new = NewPerson(name="Ben Roe", email="ben@kent.example", force="Kent Police")
    made = invite_person(workspace.store, administrator.actor, new, A_MEMBER)
    give_access(workspace.store, administrator.actor, made.person, Role.INSPECTOR)

    again = invite_again(workspace.store, administrator.actor, made.person)

    assert accept_invitation(workspace.store, again.secret, NEW_PASSWORD) is not None


def notices(store: Store, person: Somebody) -> list[tuple[str, str, Event]]:
    """Return what a person is told on their next visit: about whom, by whom, and what."""
    told = open_visitor(store, session(store, person.id)).notices
    return [(line.person, line.by, line.notice.event) for line in told]


def test_the_person_and_the_leads_of_their_collaborations_are_told_that_a_link_was_made_and_used(
    workspace: Workspace, administrator: Somebody, lead: Somebody, colleague: Somebody
) -> None:
    store = workspace.store
    stranger = somebody(store, "Sid", force=SURREY)
    collaboration = only_collaboration(store)
    give_access(store, administrator.actor, colleague.id, Role.RESPONDENT, collaboration=collaboration)

    made = make_link_on_server(store, CommandLine(), email_of(store, colleague))
    accept_invitation(store, made.secret, NEW_PASSWORD)

    told = [
        ("Eve", "the command line", Event.NEW_PASSWORD_LINK_MADE),
        ("Eve", "Eve", Event.NEW_PASSWORD_LINK_USED),
    ]
    assert [notices(store, each) for each in (colleague, lead, stranger)] == [told, told, []]


def test_a_notice_is_shown_until_its_recipient_dismisses_it(
    workspace: Workspace, administrator: Somebody, colleague: Somebody
) -> None:
    store = workspace.store
    invite_again(store, administrator.actor, colleague.id)
    (line,) = open_visitor(store, colleague.actor).notices

    dismiss_notice(store, administrator.actor, line.notice.id)
    assert len(notices(store, colleague)) == 1
    dismiss_notice(store, colleague.actor, line.notice.id)

    assert notices(store, colleague) == []


def test_nobody_is_told_of_an_invitation(workspace: Workspace, administrator: Somebody) -> None:
    new = NewPerson(name="Ben Roe", email="ben@kent.example", force="Kent Police")
    made = invite_person(workspace.store, administrator.actor, new, A_MEMBER)

    credential = accept_invitation(workspace.store, made.secret, NEW_PASSWORD)

    assert credential is not None
    assert open_visitor(workspace.store, credential).notices == ()


def only_collaboration(store: Store) -> CollaborationId:
    with store.read() as unit:
        (assessment,) = unit.assessments.all()
    return assessment.collaboration.id


def email_of(store: Store, person: Somebody) -> str:
    with store.read() as unit:
        found = unit.people.find(person.id)
    assert found is not None
    return found.email or ""
