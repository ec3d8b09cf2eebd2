"""Limits how often a secret may be tried: ten wrong passwords for an account, and many more from one network address.

An attempt takes a place before anything is checked, so that none of many at once slips through. It gives the place back
if it succeeds, so that only failures count.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from assessment.access.credential import fingerprint
from assessment.access.network_address import network_of
from assessment.access.passwords import MANY_AT_ONCE
from assessment.errors import TooManyAttempts, sentence
from assessment.store import Store, holding
from assessment.store.attempts import AttemptId, Places
from assessment.store.unit import Unit

MOST_AT_TARGET: Final = 10
"""Failed attempts at one thing, such as an account, in :data:`WINDOW`. Source: NCSC, Cyber Essentials: Requirements."""
MOST_FROM_ADDRESS: Final = 500
"""Failed attempts from one network address in :data:`WINDOW`. A whole force can be behind one address."""
WINDOW: Final = timedelta(minutes=5)

_PATIENCE: Final = 2.0
_LOOK_AGAIN: Final = 0.05
"""Seconds."""

# Who is being checked holds a place that others wait for, so no more are let in than can be checked.
_checking: Final = threading.BoundedSemaphore(MANY_AT_ONCE)


@contextmanager
def place_for_attempt(
    store: Store, *, target: str, address: str, is_limited_by_address: bool = True
) -> Iterator[AttemptId]:
    """Take a place for an attempt, which the caller then marks as failed or succeeded in a transaction of its own.

    `target` names what is tried, and `address` is the network address that the attempt comes from. Raise
    :class:`TooManyAttempts` where there is no place; what was tried is then not to be looked at. An attempt that ends
    in neither way keeps its place.
    """
    hashes = fingerprint(target), fingerprint(f"address {network_of(address)}")
    most_from_address = MOST_FROM_ADDRESS if is_limited_by_address else None
    patient_until = time.monotonic() + _PATIENCE
    while True:
        with _checking:
            is_patient = time.monotonic() < patient_until
            place = _take_place(store, *hashes, most_from_address=most_from_address, is_patient=is_patient)
            if place is not None:
                yield place
                return
        time.sleep(_LOOK_AGAIN)


def _take_place(
    store: Store, target: str, address: str, *, most_from_address: int | None, is_patient: bool
) -> AttemptId | None:
    """Return a place, or None to look again soon. Raise :class:`TooManyAttempts` where there is none."""
    with store.begin(holding.ATTEMPTS) as unit:
        unit.attempts.clear(before=unit.at - WINDOW, after=unit.at + WINDOW)
        full = _full(unit, target, address, most_from_address)
        if not full:
            return unit.attempts.add(target, address, at=unit.at)
        at = unit.at
    # Those that are still being checked may be right, and give their places back in a moment.
    if is_patient and not any(places.failed >= most for places, most in full):
        return None
    raise TooManyAttempts(
        sentence(
            "too_many_attempts",
            "Too many attempts have failed. Nothing was checked this time. Wait until {until:time}, then try again.",
            until=_free_at(full, now=at),
        )
    )


def _full(unit: Unit, target: str, address: str, most_from_address: int | None) -> list[tuple[Places, int]]:
    """Return the limits that are reached, each with the places that are taken."""
    limits = [(unit.attempts.at_target(target), MOST_AT_TARGET)]
    if most_from_address is not None:
        limits.append((unit.attempts.from_address(address), most_from_address))
    return [(places, most) for places, most in limits if places.taken >= most]


def _free_at(full: list[tuple[Places, int]], *, now: datetime) -> datetime:
    """Return the next full minute after every one of the limits has a place again."""
    first = [places.first_at or now for places, _ in full]
    return (max(first) + WINDOW).replace(second=0, microsecond=0) + timedelta(minutes=1)
