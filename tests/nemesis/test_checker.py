"""The checker finds nothing wrong with a whole history, and finds each fault that is planted in it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.nemesis.checker import Left, wrongs
from tests.nemesis.history import History, Outcome, Place, Save, Seen, Written

ACKNOWLEDGED, REFUSED, UNKNOWN = Outcome.ACKNOWLEDGED, Outcome.REFUSED, Outcome.UNKNOWN
P1 = Place("boats", "P1")
P2 = Place("boats", "P2")
FIRST = Written(place=P1, version=1, text="good", person="Sam")
SECOND = Written(place=P1, version=2, text="adequate", person="Kim")
OTHER = Written(place=P2, version=1, text="good", person="Sam")
NEVER = Written(place=P2, version=2, text="adequate", person="Sam")


def whole() -> tuple[History, Left]:
    """Return a history, in which one answer was lost on the way, and what is left of it."""
    history = History(
        saves=[
            Save(written=FIRST, outcome=ACKNOWLEDGED, ended=1),
            Save(written=replace(FIRST, person="Kim", text="adequate"), outcome=REFUSED, ended=2),
            Save(written=SECOND, outcome=UNKNOWN, ended=3),
            Save(written=OTHER, outcome=ACKNOWLEDGED, ended=4),
            Save(written=NEVER, outcome=UNKNOWN, ended=5),
        ],
        seen=[
            Seen(place=P1, version=0, text=None, began=0.5),
            Seen(place=P1, version=1, text="good", began=2),
            Seen(place=P1, version=2, text="adequate", began=2.5),
        ],
    )
    left = Left(entries=[FIRST, SECOND, OTHER], stored={P1: (2, "adequate"), P2: (1, "good")})
    return history, left


def test_nothing_is_wrong_with_a_whole_history() -> None:
    assert wrongs(*whole()) == []


def lost_write(_: History, left: Left) -> Left:
    return replace(left, entries=[FIRST, SECOND], stored={P1: (2, "adequate")})


def overwritten(_: History, left: Left) -> Left:
    return replace(left, entries=[replace(FIRST, person="Kim", text="adequate"), SECOND, OTHER])


def refused_but_written(history: History, left: Left) -> Left:
    history.saves.append(Save(written=NEVER, outcome=REFUSED, ended=6))
    del history.saves[4]
    return replace(left, entries=[*left.entries, NEVER], stored={**left.stored, P2: (2, "adequate")})


def under_another_name(_: History, left: Left) -> Left:
    return replace(left, entries=[FIRST, replace(SECOND, person="Sam"), OTHER])


def doubled_entry(_: History, left: Left) -> Left:
    return replace(left, entries=[FIRST, SECOND, SECOND, OTHER])


def skipped_version(_: History, left: Left) -> Left:
    return replace(
        left, entries=[FIRST, replace(SECOND, version=3), OTHER], stored={**left.stored, P1: (3, "adequate")}
    )


def stored_otherwise(_: History, left: Left) -> Left:
    return replace(left, stored={**left.stored, P1: (2, "good")})


def stale_read(history: History, left: Left) -> Left:
    history.seen.append(Seen(place=P2, version=0, text=None, began=4.5))
    return left


def read_of_what_was_rolled_back(history: History, left: Left) -> Left:
    history.seen.append(Seen(place=P2, version=2, text="adequate", began=5.5))
    return left


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (lost_write, "lost: "),
        (overwritten, "lost: "),
        (refused_but_written, "sent by nobody: "),
        (under_another_name, "sent by nobody: "),
        (doubled_entry, "versions that do not rise by one: "),
        (skipped_version, "versions that do not rise by one: "),
        (stored_otherwise, "stored otherwise than last saved: "),
        (stale_read, "stale: "),
        (read_of_what_was_rolled_back, "seen but never saved: "),
    ],
)
def test_a_planted_fault_is_found(plant: Callable[[History, Left], Left], told: str) -> None:
    history, left = whole()

    found = wrongs(history, plant(history, left))

    assert [line for line in found if line.startswith(told)] != []
