"""Compares what people were told with what the database holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.nemesis.history import History, Outcome, Place, Seen, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the database holds in the end."""

    entries: Sequence[Written]
    """The saves in the audit trail."""
    stored: Mapping[Place, tuple[int, str]]
    """The version and the text at each place."""


def wrongs(history: History, left: Left) -> list[str]:
    """Return what is wrong, a line each. None where every acknowledged save is there and every version rises by one."""
    return [
        *_lost(history, left.entries),
        *_not_sent(history, left.entries),
        *_versions(left.entries),
        *_stored(left),
        *_stale(history, left.entries),
    ]


def _lost(history: History, entries: Iterable[Written]) -> list[str]:
    there = set(entries)
    return [
        f"lost: {save.written}"
        for save in history.saves
        if save.outcome is Outcome.ACKNOWLEDGED and save.written not in there
    ]


def _not_sent(history: History, entries: Iterable[Written]) -> list[str]:
    sent = {save.written for save in history.saves if save.outcome is not Outcome.REFUSED}
    return [f"sent by nobody: {entry}" for entry in entries if entry not in sent]


def _versions(entries: Iterable[Written]) -> list[str]:
    versions = defaultdict[Place, list[int]](list)
    for entry in entries:
        versions[entry.place].append(entry.version)
    return [
        f"versions that do not rise by one: {place} {found}"
        for place, found in versions.items()
        if found != list(range(1, len(found) + 1))
    ]


def _stored(left: Left) -> list[str]:
    last = {entry.place: (entry.version, entry.text) for entry in left.entries}
    places = last.keys() | left.stored.keys()
    return [
        f"stored otherwise than last saved: {place} {left.stored.get(place)} and not {last.get(place)}"
        for place in places
        if left.stored.get(place) != last.get(place)
    ]


def _stale(history: History, entries: Iterable[Written]) -> list[str]:
    text_of = {(entry.place, entry.version): entry.text for entry in entries}

    def is_stale(seen: Seen) -> bool:
        known = (
            save.written.version
            for save in history.saves
            if save.outcome is Outcome.ACKNOWLEDGED and save.written.place == seen.place and save.ended <= seen.began
        )
        return seen.version < max(known, default=0)

    stale = [f"stale: {seen}" for seen in history.seen if is_stale(seen)]
    return stale + [
        f"seen but never saved: {seen}"
        for seen in history.seen
        if seen.version and text_of.get((seen.place, seen.version)) != seen.text
    ]
