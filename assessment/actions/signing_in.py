"""Sign in and out. Every failure has the same words and takes the same time."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import uuid6

from assessment.access import passwords, second_factor
from assessment.access.credential import Credential, fingerprint, new_secret
from assessment.access.grant import Grant
from assessment.access.person import Person, Secrets
from assessment.actions.audit_refusals import audit_person
from assessment.authorisation import authenticate
from assessment.codes import ActorCode, Event, PersonState, Role
from assessment.errors import InvalidInput, NotPermitted
from assessment.forces import find_force
from assessment.ids import GrantId, PersonId
from assessment.rounds.text_rules import clean_name
from assessment.store import Store
from assessment.store.unit import Unit

MOST_ATTEMPTS: Final = 10
ATTEMPT_WINDOW: Final = timedelta(minutes=5)
SIGN_IN_REFUSED: Final = (
    "This e-mail address, password or code is not right. Check all three and try again. "
    "After ten tries, wait five minutes first."
)
HAS_ADMINISTRATOR: Final = "This service has its first administrator already. Ask them to invite you."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAttempt:
    """What somebody types to sign in, and the network address they do it from."""

    email: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    address: str


def sign_in(store: Store, claim: SignInAttempt) -> Credential:
    """A new session. Raises :class:`InvalidInput`, in the same words whatever was wrong and also after too many tries.

    Tries are counted by account and by address. Whoever is slowed down can try again after five minutes at most.
    """
    email = claim.email.strip().lower()
    account, address = fingerprint(f"account {email}"), fingerprint(f"address {claim.address}")
    with store.begin() as unit:
        is_heard = unit.attempts.begin(account, address, at=unit.at, since=unit.at - ATTEMPT_WINDOW, most=MOST_ATTEMPTS)
        person = unit.people.find_by_email(email)
        secrets = unit.people.secrets_of(person.id) if person else Secrets(password=None)
    # Outside the transaction: nobody else waits for it. It is worked out even where the answer is known to be no.
    knows_password = passwords.matches(secrets.password, claim.password)
    credential = Credential(new_secret())
    with store.begin() as unit:
        if is_heard and knows_password and person and _proves(unit, person.id, secrets, claim.code):
            unit.attempts.succeed(account, address)
            unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
            audit_person(unit, Event.SIGNED_IN, by=str(person.id), of=person.id)
            return credential
        if is_heard:
            audit_person(unit, Event.SIGN_IN_REFUSED, by=ActorCode.NOBODY, of=person.id if person else None)
    raise InvalidInput(SIGN_IN_REFUSED)


def _proves(unit: Unit, id: PersonId, before: Secrets, code: str) -> bool:
    """Whether the person may still sign in, and the code is right where one is asked for. A right code is used up."""
    person, secrets = unit.people.find(id), unit.people.secrets_of(id)
    if person is None or person.state is not PersonState.ACTIVE or secrets.password != before.password:
        return False
    if secrets.second_factor is None:
        return True
    step = second_factor.step_of(secrets.second_factor, code, at=unit.at, after=secrets.last_step)
    if step is not None:
        return unit.people.use_step(id, step)
    return unit.people.use_recovery_code(id, fingerprint(second_factor.as_recovery_code(code)))


def sign_out(store: Store, actor: Credential) -> None:
    """End the session. Of one that has ended already, nothing is said."""
    with store.begin() as unit:
        session = unit.sessions.find(actor.fingerprint)
        if session is not None and session.is_alive(at=unit.at):
            unit.sessions.end(actor.fingerprint, at=unit.at)
            audit_person(unit, Event.SIGNED_OUT, by=str(session.person), of=session.person)


def touch_session(store: Store, actor: Credential) -> None:
    """Note that the session is used. Raises :class:`NotSignedIn`."""
    with store.begin() as unit:
        authenticate(unit, actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is asked of somebody new, as typed."""

    name: str
    email: str
    force: str | None = None

    def person(self, *, state: PersonState, unit: Unit) -> Person:
        """Them as a person. Raises :class:`InvalidInput` with every problem."""
        problems: list[str] = []
        name = ""
        try:
            name = clean_name(self.name, field_name="name")
        except InvalidInput as invalid:
            problems.extend(invalid.sentences)
        email = self.email.strip().lower()
        before, _, after = email.partition("@")
        is_address = before and "." in after and "@" not in after and len(email) <= 254 and email.isprintable()
        if not is_address or any(sign.isspace() for sign in email):
            problems.append("This is not an e-mail address. Write it as name@force.police.uk.")
        force = find_force(self.force) if self.force else None
        if self.force and force is None:
            problems.append(f"{self.force[:200]} is not on the list of forces. Choose the force from the list.")
        if problems:
            raise InvalidInput(*problems)
        return Person(
            id=PersonId(uuid6.uuid7()),
            name=name,
            email=email,
            force=force.name if force else None,
            state=state,
            created_at=unit.at,
        )


def create_first_administrator(store: Store, new: NewPerson, password: str) -> Credential:
    """Make the first administrator, and sign them in. Raises :class:`NotPermitted` where there is anybody already."""
    with store.read() as unit:
        require_no_people(unit)
        person = new.person(state=PersonState.ACTIVE, unit=unit)
    passwords.require_acceptable(password, about=(person.name, person.email or "", person.force or ""))
    hashed = passwords.hashed(password)
    credential = Credential(new_secret())
    with store.begin() as unit:
        require_no_people(unit)
        unit.people.add(person, Secrets(password=hashed))
        audit_person(unit, Event.FIRST_ADMINISTRATOR_CREATED, by=str(person.id), of=person.id)
        roles = [(Role.ADMINISTRATOR, None)] + ([(Role.MEMBER, person.force)] if person.force else [])
        for role, force in roles:
            grant = Grant(
                id=GrantId(uuid6.uuid7()),
                person=person.id,
                role=role,
                force=force,
                starts_at=unit.at,
                confirmed_at=unit.at,
            )
            unit.people.add_grant(grant, by=str(person.id))
            audit_person(unit, Event.ACCESS_GIVEN, by=str(person.id), of=person.id, grant=grant)
        unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
    return credential


def require_no_people(unit: Unit) -> None:
    """Raise :class:`NotPermitted` where there is a person already."""
    if not unit.people.is_empty():
        raise NotPermitted(HAS_ADMINISTRATOR)


def accept_invitation(store: Store, secret: str, password: str) -> Credential | None:
    """Choose a password by an invitation, once, and sign in. Raises :class:`InvalidInput`.

    Whoever has a second factor signs in with it afterwards: for them there is no session yet.
    """
    with store.read() as unit:
        invited = unit.invitations.find(fingerprint(secret), at=unit.at)
        person = None if invited is None else unit.people.find(invited)
    if person is None or person.state not in (PersonState.INVITED, PersonState.ACTIVE):
        raise InvalidInput(INVITATION_INVALID)
    passwords.require_acceptable(password, about=(person.name, person.email or "", person.force or ""))
    hashed = passwords.hashed(password)
    credential = Credential(new_secret())
    with store.begin() as unit:
        used = unit.invitations.use(fingerprint(secret), at=unit.at)
        person = None if used is None else unit.people.find(used)
        if person is None or person.state not in (PersonState.INVITED, PersonState.ACTIVE):
            raise InvalidInput(INVITATION_INVALID)
        before = unit.people.secrets_of(person.id)
        unit.people.save(replace(person, state=PersonState.ACTIVE))
        unit.people.save_secrets(person.id, replace(before, password=hashed))
        unit.sessions.end_all(person.id, at=unit.at)
        audit_person(unit, Event.INVITATION_ACCEPTED, by=str(person.id), of=person.id)
        if before.second_factor is not None:
            return None
        unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
    return credential


INVITATION_INVALID: Final = "This invitation was used already, or its time is over. Ask for a new one."
