"""Signs people in with an identity provider, which proves who they are. What they may do is decided here, by grants."""

from datetime import timedelta
from typing import Final

from assessment.access.credential import Credential, fingerprint, new_secret
from assessment.access.identity import Identity, ProviderLogout
from assessment.actions.account_links import use_link
from assessment.actions.people_audit import audit_person
from assessment.codes import ActorCode, Event, PersonState
from assessment.errors import InvalidInput, sentence
from assessment.store import Store, holding
from assessment.store.broken_constraints import IDENTITY_TAKEN

CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""By how much the provider's clock may be behind ours."""
NOT_KNOWN: Final = sentence(
    "identity_unknown",
    "This account is not linked to anybody in this service. Open the link in your invitation and sign in from there. "
    "If you have no invitation, ask an administrator of this service for one.",
)
HAS_SECOND_FACTOR: Final = sentence(
    "identity_beside_second_factor",
    "You already sign in here with a code. Sign in that way and turn off two-step sign-in on Your account, then open "
    "the link again.",
)


def sign_in_by_identity(store: Store, identity: Identity, *, provider_session: str | None = None) -> Credential:
    """Begin a session, which came from the provider's session with that id, if it named one.

    Raise :class:`InvalidInput` where nobody who may sign in is known by that identity.
    """
    credential = Credential(new_secret())
    with store.begin(holding.EVERYBODY) as unit:
        id = unit.identities.find(identity)
        person = None if id is None else unit.people.find(id)
        if person is not None and person.state is PersonState.ACTIVE:
            unit.sessions.add(credential.fingerprint, person.id, at=unit.at, provider_session=_stored(provider_session))
            audit_person(unit, Event.SIGNED_IN, by=str(person.id), of=person.id)
            return credential
        audit_person(unit, Event.SIGN_IN_REFUSED, by=ActorCode.NOBODY, of=id)
    raise InvalidInput(NOT_KNOWN)


def accept_invitation_by_identity(
    store: Store, secret: str, identity: Identity, *, provider_session: str | None = None
) -> Credential:
    """Link the identity to the invited person, use the invitation up, and begin a session.

    Raise :class:`InvalidInput`, also for a person with two-step sign-in: a link can be read by others, so a link alone
    must not replace the code.
    """
    credential = Credential(new_secret())
    with store.begin(holding.account_invited(fingerprint(secret)), holding.EVERYBODY) as unit:
        person = use_link(unit, secret)
        if unit.people.secrets_of(person.id).second_factor is not None:
            raise InvalidInput(HAS_SECOND_FACTOR)
        known = unit.identities.find(identity)
        if known not in (None, person.id):
            raise InvalidInput(IDENTITY_TAKEN)
        if known is None:
            unit.identities.add(identity, person.id, at=unit.at)
        unit.people.set_state(person.id, PersonState.ACTIVE)
        unit.sessions.end_all(person.id, at=unit.at)
        unit.sessions.add(credential.fingerprint, person.id, at=unit.at, provider_session=_stored(provider_session))
    return credential


def sign_out_by_identity_provider(store: Store, logout: ProviderLogout) -> None:
    """End the sessions that the provider means: one of the person's, or all of them, however they were begun.

    Sessions that begin after the provider has said so stay, so saying it again does no harm.
    """
    with store.begin(holding.accounts_signed_out(logout), holding.EVERYBODY) as unit:
        person = None if logout.identity is None else unit.identities.find(logout.identity)
        if logout.identity is not None and person is None:
            return
        ended = unit.sessions.end_live(
            person=person,
            provider_session=_stored(logout.provider_session),
            until=logout.at + CLOCKS_DIFFER,
            at=unit.at,
        )
        for each in sorted(ended):
            audit_person(unit, Event.SIGNED_OUT, by=ActorCode.IDENTITY_PROVIDER, of=each)


def _stored(provider_session: str | None) -> str | None:
    return None if provider_session is None else fingerprint(provider_session)
