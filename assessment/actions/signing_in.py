"""Signs people in with a password and out again. Every failure has the same words and takes the same time."""

from dataclasses import dataclass, field
from typing import Final

from assessment.access import known_browser, passwords, second_factor
from assessment.access.credential import Credential, fingerprint, new_secret
from assessment.access.email_address import is_email_address
from assessment.access.person import Secrets
from assessment.actions.limited_attempts import place_for_attempt
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import ActorCode, Event, PersonState
from assessment.errors import InvalidInput, sentence
from assessment.ids import PersonId
from assessment.store import Store, holding
from assessment.store.unit import Unit

SIGN_IN_REFUSED: Final = sentence(
    "sign_in_refused",
    "This e-mail address, password or code is not right. Check all three and try again. "
    "After ten wrong attempts in five minutes, you must wait before the next.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAttempt:
    """What somebody types to sign in, and where they do it.

    `browser` holds the proofs by which their browser is known (:mod:`assessment.access.known_browser`).
    """

    email: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    address: str
    browser: str = field(default="", repr=False)


def sign_in(store: Store, attempt: SignInAttempt) -> Credential:
    """Begin a session. Raise :class:`InvalidInput`, in the same words whatever was wrong.

    Raise :class:`TooManyAttempts` after ten wrong attempts in five minutes, whether there is such an account or not.
    Those of a browser with which the person has signed in before are counted apart.
    """
    email = attempt.email.strip().lower()
    with store.read() as unit:
        person = unit.people.find_by_email(email) if is_email_address(attempt.email) else None
        secrets = unit.people.secrets_of(person.id) if person else Secrets(password=None)
    browser = known_browser.browser_name(attempt.browser, secrets.password)
    with place_for_attempt(
        store,
        # Otherwise whoever fails for them elsewhere could keep people out for good.
        target=f"account {email}" if browser is None else f"browser {browser}",
        address=attempt.address,
        is_limited_by_address=browser is None,
    ) as place:
        # Outside of a transaction, so that nobody waits for it.
        knows_password = passwords.matches(secrets.password, attempt.password)
        credential = Credential(new_secret())
        with store.begin(holding.EVERYBODY, holding.ATTEMPTS) as unit:
            if knows_password and person and _proves_identity(unit, person.id, secrets, attempt.code):
                unit.attempts.succeed(place)
                unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
                audit_person(unit, Event.SIGNED_IN, by=str(person.id), of=person.id)
                return credential
            unit.attempts.fail(place)
            audit_person(unit, Event.SIGN_IN_REFUSED, by=ActorCode.NOBODY, of=person.id if person else None)
    raise InvalidInput(SIGN_IN_REFUSED)


def _proves_identity(unit: Unit, id: PersonId, before: Secrets, code: str) -> bool:
    """Return True if the person may sign in and any code that is needed is right; a right code is used up."""
    person, secrets = unit.people.find(id), unit.people.secrets_of(id)
    if person is None or person.state is not PersonState.ACTIVE or secrets.password != before.password:
        return False
    if secrets.second_factor is None:
        return True
    step = second_factor.step_of(secrets.second_factor, code, at=unit.at, after=secrets.last_step)
    if step is not None:
        return unit.people.use_step(id, step, after=secrets.last_step)
    return unit.people.use_recovery_code(id, fingerprint(second_factor.as_recovery_code(code)))


def sign_out(store: Store, actor: Credential) -> None:
    """End the session. A session that has already ended is left as it is, without an error."""
    with store.read() as unit:  # whoever has no session must not make others wait for a lock
        session = unit.sessions.find(actor.fingerprint)
        if session is None or not session.is_alive(at=unit.at):
            return
    with store.begin(holding.account_of(actor), holding.EVERYBODY) as unit:
        session = unit.sessions.find(actor.fingerprint)
        if session is not None and session.is_alive(at=unit.at):
            unit.sessions.end(actor.fingerprint, at=unit.at)
            audit_person(unit, Event.SIGNED_OUT, by=str(session.person), of=session.person)


def touch_session(store: Store, actor: Credential) -> None:
    """Record that the session is used. Raise :class:`NotSignedIn`."""
    with store.begin(holding.access_of(actor)) as unit:
        authenticate(unit, actor)
