"""Checks secrets that somebody presents who has not signed in: a link, or the code that the server printed."""

from collections.abc import Callable

from assessment.actions.limited_attempts import place_for_attempt
from assessment.actions.people_audit import audit_person
from assessment.codes import ActorCode, Event
from assessment.store import Store, holding


def is_accepted(store: Store, *, target: str, address: str, is_right: Callable[[], bool], refusal: Event) -> bool:
    """Return True if the secret is right. Count a wrong one, and record it as `refusal`.

    `target` names what was presented, which is kept as a hash, and `address` is the network address it came from.
    Raise :class:`TooManyAttempts` without asking whether it is right.
    """
    with place_for_attempt(store, target=target, address=address) as place:
        is_right_one = is_right()
        with store.begin(holding.EVERYBODY, holding.ATTEMPTS) as unit:
            if is_right_one:
                unit.attempts.succeed(place)
            else:
                unit.attempts.fail(place)
                audit_person(unit, refusal, by=ActorCode.NOBODY, of=None)
    return is_right_one
