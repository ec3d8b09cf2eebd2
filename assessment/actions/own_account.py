"""Changes one's own password and two-step sign-in. Each change asks for the current password."""

from typing import Final

from assessment.access import passwords, second_factor
from assessment.access.credential import Credential, fingerprint
from assessment.actions.known_of_person import known_of
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission
from assessment.errors import InvalidInput, NotSignedIn, sentence
from assessment.ids import PersonId
from assessment.store import Store, holding
from assessment.store.unit import Unit

CURRENT_PASSWORD_WRONG: Final = sentence("current_password_wrong", "The current password is not right. Type it again.")

MOST_GUESSES: Final = 10
"""Wrong passwords in one session. Whoever found it open can guess no more than somebody at the sign-in page."""
GUESSED_TOO_OFTEN: Final = sentence(
    "current_password_guessed",
    "The current password was wrong ten times, so you have been signed out. Sign in to continue.",
)


def change_password(store: Store, actor: Credential, *, current: str, new: str) -> None:
    """Set a new password, and end every session of the person, including the one that asks, and every open link."""
    _require_password(store, actor, current)
    with store.read() as unit:
        person = unit.people.find(_person(unit, actor))
        assert person is not None, "an authenticated session belongs to a person"
        about = known_of(unit, person)
    passwords.require_acceptable(new, about=about)
    hashed = passwords.hashed(new)
    with store.begin(holding.account_of(actor), holding.EVERYBODY) as unit:
        id = _person(unit, actor)
        unit.people.set_password(id, hashed)
        unit.invitations.end_all(id, at=unit.at)
        audit_person(unit, Event.PASSWORD_CHANGED, by=str(id), of=id)
        unit.sessions.end_all(id, at=unit.at)


def set_second_factor(store: Store, actor: Credential, *, current: str, key: str, code: str) -> tuple[str, ...]:
    """Turn on two-step sign-in, and return the recovery codes, which cannot be shown again.

    `code` shows that the person's authenticator app has the key.
    """
    _require_password(store, actor, current)
    codes = second_factor.new_recovery_codes()
    with store.begin(holding.account_of(actor), holding.EVERYBODY) as unit:
        id = _person(unit, actor)
        step = second_factor.step_of(key, code, at=unit.at, after=None)
        if step is None:
            raise InvalidInput(
                sentence(
                    "second_factor_code_wrong",
                    "This code is not right. Check the clock of your device, and type the code it shows now.",
                )
            )
        unit.people.set_second_factor(id, key, step=step)
        unit.people.keep_recovery_codes(id, map(fingerprint, codes))
        audit_person(unit, Event.SECOND_FACTOR_SET, by=str(id), of=id)
        unit.sessions.end_all(id, at=unit.at, but=actor.fingerprint)
    return codes


def remove_second_factor(store: Store, actor: Credential, *, current: str) -> None:
    """Turn off two-step sign-in."""
    _require_password(store, actor, current)
    with store.begin(holding.account_of(actor), holding.EVERYBODY) as unit:
        id = _person(unit, actor)
        unit.people.remove_second_factor(id)
        unit.people.keep_recovery_codes(id, ())
        audit_person(unit, Event.SECOND_FACTOR_REMOVED, by=str(id), of=id)
        unit.sessions.end_all(id, at=unit.at, but=actor.fingerprint)


def _person(unit: Unit, actor: Credential) -> PersonId:
    viewer = authenticate(unit, actor)
    viewer.require(Permission.ENTER)
    session = unit.sessions.find(actor.fingerprint)
    assert session is not None, "an authenticated actor has a session"
    return session.person


def _require_password(store: Store, actor: Credential, current: str) -> None:
    """Raise :class:`InvalidInput` unless this is the person's password.

    The tenth wrong one in a session ends the session and raises :class:`NotSignedIn`.
    """
    with store.begin(holding.account_of(actor)) as unit:
        stored = unit.people.secrets_of(_person(unit, actor)).password
        is_heard = unit.sessions.take_guess(actor.fingerprint, most=MOST_GUESSES)
    is_right = is_heard and passwords.matches(stored, current)
    with store.begin(holding.account_of(actor), holding.EVERYBODY) as unit:
        if is_right:
            unit.sessions.forget_guesses(actor.fingerprint)
            return
        session = unit.sessions.find(actor.fingerprint)
        is_over = session is None or session.guesses >= MOST_GUESSES
        if is_over:
            unit.sessions.end(actor.fingerprint, at=unit.at)
        if is_heard and session is not None:
            audit_person(unit, Event.CURRENT_PASSWORD_REFUSED, by=str(session.person), of=session.person)
    raise NotSignedIn(GUESSED_TOO_OFTEN) if is_over else InvalidInput(CURRENT_PASSWORD_WRONG)
