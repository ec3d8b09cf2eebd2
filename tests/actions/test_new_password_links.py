"""Links by which a person chooses a new password: what ends them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from assessment.access import passwords
from assessment.access.credential import fingerprint, new_secret
from assessment.access.identity import Identity
from assessment.actions.accepting_invitation import INVITATION_INVALID, accept_invitation
from assessment.actions.managing_people import deactivate_person, reactivate_person
from assessment.actions.own_account import change_password
from assessment.actions.signing_in_by_identity_provider import accept_invitation_by_identity
from assessment.codes import Role
from assessment.errors import InvalidInput
from assessment.store import Store
from assessment.views.session_view import find_invited_name
from tests.actions.conftest import Workspace
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
        before = unit.people.secrets_of(eve.id)
        unit.people.save_secrets(eve.id, replace(before, password=passwords.hashed(PASSWORD)))
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
