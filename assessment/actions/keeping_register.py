"""Changes what the register says of a collaboration, and adds collaborations that nobody has assessed yet."""

from dataclasses import replace

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Permission, RegisterField
from assessment.dates import uk_day
from assessment.errors import InvalidInput, NotFound, sentence
from assessment.ids import CollaborationId
from assessment.register import RegisterEntry
from assessment.register.among_entries import comes_from_itself, name_taken_by, names_by_key
from assessment.register.cleaning import clean_entry
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.store import Store, holding
from assessment.store.unit import Unit


def register_collaboration(store: Store, actor: Actor, entry: RegisterEntry) -> CollaborationId:
    """Add a collaboration to the register, and return its id. Raise :class:`InvalidInput` with every problem.

    Called twice with the same entry, as by a double click, it adds one. What was removed is not added again.
    """
    with store.begin(holding.access_of(actor), holding.collaboration(entry.id), holding.REGISTER) as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.REGISTER_COLLABORATION)
        if entry.id in unit.register.removed():
            raise NotFound(COLLABORATION_NOT_FOUND)
        if unit.register.find(entry.id) is None:
            unit.register.add(_cleaned(unit, replace(entry, version=0)), by=viewer.actor_id, at=unit.at)
    return entry.id


def save_register_entry(store: Store, actor: Actor, entry: RegisterEntry) -> RegisterEntry:
    """Save what the register says of a collaboration, and return it as it is stored.

    `entry.version` is the version that its author saw. Raise :class:`RegisterChanged` where another one is stored, and
    :class:`InvalidInput` with every problem.
    """
    with store.begin(holding.access_of(actor), holding.collaboration(entry.id), holding.REGISTER) as unit:
        viewer = authenticate(unit, actor)
        stored = unit.register.find(entry.id)
        if stored is None:
            raise NotFound(COLLABORATION_NOT_FOUND)
        viewer.require_in(Permission.MANAGE_REGISTER, stored.id, partners=stored.forces_on(uk_day(unit.at)))
        return unit.register.save(_cleaned(unit, entry), by=viewer.actor_id, at=unit.at)


def _cleaned(unit: Unit, entry: RegisterEntry) -> RegisterEntry:
    cleaned = clean_entry(entry, unit.forces.known())
    _require_own_name(unit, cleaned)
    _require_beginning(unit, cleaned)
    return cleaned


def _require_own_name(unit: Unit, entry: RegisterEntry) -> None:
    """Raise :class:`InvalidInput` where a collaboration is given the name that another one has."""
    names = unit.register.names()
    if name_taken_by(entry.id, entry.name, was=names.get(entry.id), taken=names_by_key(names)) is not None:
        raise InvalidInput(
            sentence(
                "collaboration_registered_already",
                "The register already has a collaboration called {collaboration}. Give this one a {field} that tells "
                "them apart, or change the one that is there.",
                collaboration=entry.name,
                field=RegisterField.NAME,
            )
        )


def _require_beginning(unit: Unit, entry: RegisterEntry) -> None:
    """Raise :class:`InvalidInput` where the predecessor is unknown, or came from the collaboration itself."""
    if entry.predecessor is None:
        return
    predecessors = {**unit.register.predecessors(), entry.id: entry.predecessor}
    if not unit.register.of([entry.predecessor]) or comes_from_itself(entry.id, predecessors):
        raise InvalidInput(
            sentence(
                "predecessor_unclear",
                "The {field} is no longer in the register, or came after this collaboration. Choose another one.",
                field=RegisterField.PREDECESSOR,
            )
        )
