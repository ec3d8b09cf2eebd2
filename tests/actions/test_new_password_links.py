"""Links by which a person chooses a new password: what ends them."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Final

import pytest

from assessment.access import passwords
from assessment.access.credential import fingerprint, new_secret
from assessment.access.identity import Identity
from assessment.actions.accepting_invitation import INVITATION_INVALID, accept_invitation
from assessment.actions.account_links import Invitation
from assessment.actions.managing_people import deactivate_person, invite_again, invite_person, reactivate_person
from assessment.actions.new_person import NewPerson
from assessment.actions.own_account import change_password
from assessment.actions.signing_in_by_identity_provider import accept_invitation_by_identity
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotSent
from assessment.store import Store
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.session_view import find_invited_name
from tests.actions.conftest import Workspace
from tests.mail_server import SERVICE, RunningMailServer, running_mail_server
from tests.signed_in_people import Somebody, somebody

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
    with workspace.store.begin() as unit:
        unit.people.set_password(eve.id, passwords.hashed(PASSWORD))
    return eve


def link_for(store: Store, person: Somebody) -> str:
    """Give the person a link, beside any other that they have, and return its secret."""
    secret = new_secret()
    with store.begin() as unit:
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

    made = invite_person(workspace.store, administrator.actor, new, mail_server=mail.settings())

    (message,) = mail.messages
    assert (made.secret, made.mailed_to) == ("", "ben@kent.example")
    assert mail.recipients == [["ben@kent.example"]]
    assert message["Subject"] == "Your invitation to the collaboration self-assessment"
    assert accept_invitation(workspace.store, link_in(message), NEW_PASSWORD) is not None


def test_a_link_that_the_mail_server_did_not_take_is_void_and_on_record(
    workspace: Workspace, administrator: Somebody, mail: RunningMailServer
) -> None:
    mail.takes_nothing = True
    new = NewPerson(name="Ben Roe", email="ben@kent.example", force="Kent Police")

    with pytest.raises(NotSent, match="so the link was not sent and does not work"):
        invite_person(workspace.store, administrator.actor, new, mail_server=mail.settings())

    assert find_invited_name(workspace.store, link_in(mail.messages[0])) is None
    assert events(workspace.store) == [Event.ACCESS_GIVEN, Event.PERSON_INVITED, Event.LINK_NOT_SENT]
