"""Accepts an invitation: its link is used once, to choose a password."""

from typing import Final

from assessment.access import passwords
from assessment.access.credential import Credential, fingerprint, new_secret
from assessment.actions.people_audit import audit_person
from assessment.codes import Event, PersonState
from assessment.errors import InvalidInput, sentence
from assessment.store import Store, holding

INVITATION_INVALID: Final = sentence(
    "invitation_invalid", "This invitation has already been used, or has expired. Ask for a new one."
)


def accept_invitation(store: Store, secret: str, password: str) -> Credential | None:
    """Set the password and begin a session. Raise :class:`InvalidInput`.

    Return None for a person with two-step sign-in, who signs in with a code afterwards.
    """
    with store.read() as unit:
        invited = unit.invitations.find(fingerprint(secret), at=unit.at)
        person = None if invited is None else unit.people.find(invited)
    if person is None or person.state not in (PersonState.INVITED, PersonState.ACTIVE):
        raise InvalidInput(INVITATION_INVALID)
    passwords.require_acceptable(password, about=(person.name, person.email or "", person.force or ""))
    hashed = passwords.hashed(password)
    credential = Credential(new_secret())
    with store.begin(holding.account_invited(fingerprint(secret)), holding.EVERYBODY) as unit:
        used = unit.invitations.use(fingerprint(secret), at=unit.at)
        person = None if used is None else unit.people.find(used)
        if person is None or person.state not in (PersonState.INVITED, PersonState.ACTIVE):
            raise InvalidInput(INVITATION_INVALID)
        has_second_factor = unit.people.secrets_of(person.id).second_factor is not None
        unit.people.set_state(person.id, PersonState.ACTIVE)
        unit.people.set_password(person.id, hashed)
        unit.sessions.end_all(person.id, at=unit.at)
        audit_person(unit, Event.INVITATION_ACCEPTED, by=str(person.id), of=person.id)
        if has_second_factor:
            return None
        unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
    return credential
