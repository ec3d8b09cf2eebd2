"""Accepts an invitation: its link is used once, to choose a password."""

from assessment.access import passwords
from assessment.access.credential import Credential, fingerprint, new_secret
from assessment.actions.account_links import INVITATION_INVALID, use_link
from assessment.actions.known_of_person import known_of
from assessment.codes import PersonState
from assessment.errors import InvalidInput
from assessment.store import Store, holding


def accept_invitation(store: Store, secret: str, password: str) -> Credential | None:
    """Set the password and begin a session. Raise :class:`InvalidInput`.

    Return None for a person with two-step sign-in, who signs in with a code afterwards.
    """
    with store.read() as unit:
        invited = unit.invitations.find(fingerprint(secret), at=unit.at)
        person = None if invited is None else unit.people.find(invited)
        if person is None or person.state not in (PersonState.INVITED, PersonState.ACTIVE):
            raise InvalidInput(INVITATION_INVALID)
        about = known_of(unit, person)
    passwords.require_acceptable(password, about=about)
    hashed = passwords.hashed(password)
    credential = Credential(new_secret())
    with store.begin(holding.account_invited(fingerprint(secret)), holding.EVERYBODY) as unit:
        person = use_link(unit, secret)
        has_second_factor = unit.people.secrets_of(person.id).second_factor is not None
        unit.people.set_state(person.id, PersonState.ACTIVE)
        unit.people.set_password(person.id, hashed)
        unit.sessions.end_all(person.id, at=unit.at)
        if has_second_factor:
            return None
        unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
    return credential
