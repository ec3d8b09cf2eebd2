"""People can sign in by identities of an identity provider, on both databases."""

import pytest

from assessment.access import CommandLine
from assessment.access.identity import Identity
from assessment.actions.inviting import invite_person
from assessment.actions.managing_access import give_access
from assessment.actions.managing_people import deactivate_person, forget_person
from assessment.actions.new_person import NewPerson
from assessment.actions.signing_in_by_identity_provider import (
    NOT_KNOWN,
    accept_invitation_by_identity,
    sign_in_by_identity,
)
from assessment.codes import Event, Role
from assessment.errors import DoesNotFit, InvalidInput
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.session_view import open_viewer
from tests.signed_in_people import A_MEMBER, somebody
from tests.store.store_builders import MORNING

ISSUER = "https://identity.example"
BEN = Identity(issuer=ISSUER, subject="248289761001")
NEW = NewPerson(name="Ben Roe", email="ben@kent.example", force="Kent Police")


def events(store: Store) -> list[Event]:
    with store.read() as unit:
        return [entry.event for entry in unit.audit.of_chain(PEOPLE_CHAIN)]


def test_an_identity_gives_the_access_of_its_person_and_no_more(store: Store) -> None:
    administrator = somebody(store, roles=(Role.ADMINISTRATOR,))
    invited = invite_person(store, administrator.actor, NEW, A_MEMBER)
    give_access(store, administrator.actor, invited.person, Role.INSPECTOR)

    first = accept_invitation_by_identity(store, invited.secret, BEN)
    again = sign_in_by_identity(store, BEN)

    for credential in (first, again):
        viewer = open_viewer(store, credential)
        assert (viewer.person, viewer.name) == (invited.person, "Ben Roe")
        assert sorted(each.role for each in viewer.grants) == [Role.INSPECTOR, Role.MEMBER]
    assert events(store)[-2:] == [Event.INVITATION_ACCEPTED, Event.SIGNED_IN]


@pytest.mark.parametrize(
    "other",
    [
        Identity(issuer="https://elsewhere.example", subject=BEN.subject),
        Identity(issuer=ISSUER, subject="248289761002"),
    ],
)
def test_another_issuer_or_another_subject_is_not_the_same_person(store: Store, other: Identity) -> None:
    administrator = somebody(store, roles=(Role.ADMINISTRATOR,))
    accept_invitation_by_identity(store, invite_person(store, administrator.actor, NEW, A_MEMBER).secret, BEN)

    with pytest.raises(InvalidInput, match=NOT_KNOWN):
        sign_in_by_identity(store, other)

    assert events(store)[-1] is Event.SIGN_IN_REFUSED


def test_people_who_were_removed_or_forgotten_cannot_sign_in_by_an_identity(store: Store) -> None:
    administrator = somebody(store, roles=(Role.ADMINISTRATOR,))
    invited = invite_person(store, administrator.actor, NEW, A_MEMBER)
    accept_invitation_by_identity(store, invited.secret, BEN)

    deactivate_person(store, administrator.actor, invited.person)
    with pytest.raises(InvalidInput, match=NOT_KNOWN):
        sign_in_by_identity(store, BEN)
    forget_person(store, CommandLine(), "ben@kent.example")
    with store.read() as unit:
        assert unit.identities.find(BEN) is None
    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []


def test_an_identity_belongs_to_one_person_only(store: Store) -> None:
    ann, mallory = somebody(store, "Ann").id, somebody(store, "Mallory").id
    with store.begin(holding.EVERYBODY) as unit:
        unit.identities.add(BEN, ann, at=MORNING)

    with pytest.raises(DoesNotFit), store.begin(holding.EVERYBODY) as unit:
        unit.identities.add(BEN, mallory, at=MORNING)

    with store.read() as unit:
        assert unit.identities.find(BEN) == ann


@pytest.mark.parametrize("identity", [Identity(issuer="", subject="x"), Identity(issuer=ISSUER, subject="x" * 256)])
def test_the_database_refuses_an_identity_out_of_bounds(store: Store, identity: Identity) -> None:
    person = somebody(store).id

    with pytest.raises(DoesNotFit), store.begin(holding.EVERYBODY) as unit:
        unit.identities.add(identity, person, at=MORNING)
