"""The rules between a collaboration and all others of the register: its name is its own, and it began with no other
that began with it. Forms and files are held to the same ones.
"""

from collections.abc import Mapping

from assessment.ids import CollaborationId
from assessment.rounds.names import name_key


def names_by_key(names: Mapping[CollaborationId, str]) -> dict[str, CollaborationId]:
    """Return the collaboration that has each name, by what a reader takes for the same name."""
    return {name_key(name): id for id, name in names.items()}


def name_taken_by(
    id: CollaborationId, name: str, *, was: str | None, taken: Mapping[str, CollaborationId]
) -> CollaborationId | None:
    """Return the other collaboration that has the name already, or None.

    `was` is the name until now, None for a new collaboration. One that stays is kept, whoever else has it: two rounds
    can have been started under one name before the register knew either.
    """
    key = name_key(name)
    other = taken.get(key)
    return None if other == id or (was is not None and name_key(was) == key) else other


def comes_from_itself(id: CollaborationId, predecessors: Mapping[CollaborationId, CollaborationId | None]) -> bool:
    """Return True if the predecessors of the collaboration lead back to it."""
    before, seen = predecessors.get(id), set[CollaborationId]()
    while before is not None and before not in seen:
        seen.add(before)
        before = predecessors.get(before)
    return id in seen
