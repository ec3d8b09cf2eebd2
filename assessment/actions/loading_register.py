"""Adds collaborations that come with the app to the register, where a command asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.access import Actor
from assessment.actions.keeping_register import register_collaboration
from assessment.authorisation import authenticate
from assessment.codes import Permission
from assessment.register import RegisterEntry
from assessment.register.among_entries import names_by_key
from assessment.register.cleaning import clean_entry
from assessment.rounds.names import name_key
from assessment.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLoad:
    """What of the entries is new to the register, what is there by its id or its name, and what was removed from it."""

    new: tuple[RegisterEntry, ...]
    there: tuple[RegisterEntry, ...]
    removed: tuple[RegisterEntry, ...]


def compare_with_register(store: Store, actor: Actor, entries: Sequence[RegisterEntry]) -> RegisterLoad:
    """Return what loading the entries would add. Raise :class:`InvalidInput` where one does not fit the database."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.REGISTER_COLLABORATION)
        names, gone, forces = unit.register.names(), unit.register.removed(), unit.forces.known()
    taken = names_by_key(names)
    there = tuple(each for each in entries if each.id in names or name_key(each.name) in taken)
    removed = tuple(each for each in entries if each.id in gone and each not in there)
    new = tuple(each for each in entries if each not in there and each not in removed)
    for each in new:
        clean_entry(each, forces)
    return RegisterLoad(new=new, there=there, removed=removed)


def load_register(store: Store, actor: Actor, entries: Sequence[RegisterEntry]) -> RegisterLoad:
    """Add the entries that the register does not have, and return which they were.

    What is there is left as it is, and what somebody removed is not added again.

    Each is a transaction of its own, so people go on working meanwhile. One that was stopped can be started again.
    """
    load = compare_with_register(store, actor, entries)
    for each in load.new:
        register_collaboration(store, actor, each)
    return load
