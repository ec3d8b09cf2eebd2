"""Imports a file into the register: a dry run names everything that is wrong, and the import writes all or nothing.

::

    checked = check_register_file(store, actor, content)
    if not checked.file.problems:
        import_register(store, actor, content, seen=checked.seen)
"""

import hashlib
from dataclasses import dataclass
from typing import Final

import uuid6

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission
from assessment.dates import uk_day
from assessment.errors import InvalidInput, RegisterChanged, sentence
from assessment.register.files.among_rows import KnownRegister
from assessment.register.files.checking import Checked, check, predecessors_first
from assessment.register.files.reading import read_table
from assessment.register.files.rows import ReadFile, read_rows
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.unit import Unit

_CHANGED_MEANWHILE: Final = sentence(
    "register_changed_since_check",
    "Not imported: the register was changed since the file was checked. Look at what the import would do now, and "
    "start it again.",
)
_HAS_PROBLEMS: Final = sentence(
    "import_has_problems", "Not imported: the file has problems. Correct them, and choose the file again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRegisterFile:
    """What an import of the file would do, and the fingerprint of that, by which the import knows what was seen."""

    file: Checked
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRegister:
    """How many collaborations were added, changed, and left as they were."""

    new: int
    changed: int
    same: int


def check_register_file(store: Store, actor: Actor, content: bytes) -> CheckedRegisterFile:
    """Return what an import would do, with every problem by row and column. Nothing is written.

    Raise :class:`InvalidInput` where the file as a whole cannot be read.
    """
    file = _read(store, actor, content)
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.REGISTER_COLLABORATION)
        return _checked(unit, file, content)


def import_register(store: Store, actor: Actor, content: bytes, *, seen: str) -> ImportedRegister:
    """Write what the file says of every collaboration, in one transaction. `seen` is what the dry run said.

    The file is checked again. Raise :class:`InvalidInput` where it has a problem, and :class:`RegisterChanged` where
    the import would no longer do what was seen. Nothing is written then.
    """
    file = _read(store, actor, content)
    with store.read() as unit:
        changing = [each.entry.id for each in _as_seen(_checked(unit, file, content), seen).changing]
    with store.begin(holding.access_of(actor), holding.collaborations(changing), holding.REGISTER) as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.REGISTER_COLLABORATION)
        checked = _as_seen(_checked(unit, file, content), seen)
        for each in checked.changing:
            assert each.stored is not None
            viewer.require_in(
                Permission.MANAGE_REGISTER, each.entry.id, partners=each.stored.forces_on(uk_day(unit.at))
            )
        for each in predecessors_first((*checked.new, *checked.changing)):
            if each.stored is None:
                unit.register.add_new(each.entry, by=viewer.actor_id, at=unit.at)
            else:
                unit.register.save(each.entry, by=viewer.actor_id, at=unit.at)
        done = ImportedRegister(new=len(checked.new), changed=len(checked.changing), same=checked.same)
        if done.new or done.changed:
            detail = {
                "import_sha256": hashlib.sha256(content).hexdigest(),
                "new": done.new,
                "changed": done.changed,
                "same": done.same,
            }
            unit.audit.add(Event.REGISTER_IMPORTED, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=unit.at, detail=detail)
        return done


def _read(store: Store, actor: Actor, content: bytes) -> ReadFile:
    """Read the file for whoever may import one, while nothing is held."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.REGISTER_COLLABORATION)
        forces = unit.forces.known()
    return read_rows(read_table(content), forces)


def _as_seen(checked: CheckedRegisterFile, seen: str) -> Checked:
    """Return what the import does. Raise where it has a problem or is no longer what the dry run said."""
    if checked.file.problems:
        raise InvalidInput(_HAS_PROBLEMS)
    if checked.seen != seen:
        raise RegisterChanged(_CHANGED_MEANWHILE)
    return checked.file


def _checked(unit: Unit, file: ReadFile, content: bytes) -> CheckedRegisterFile:
    ids = [row.id for row in file.rows if row.id is not None]
    known = KnownRegister(
        entries=unit.register.of(ids),
        names=unit.register.names(),
        predecessors=unit.register.predecessors(),
        forces=unit.forces.known(),
    )
    checked = check(file, known, uuid6.uuid7)
    return CheckedRegisterFile(file=checked, seen=_fingerprint(checked, content))


def _fingerprint(checked: Checked, content: bytes) -> str:
    """Return a value that is another one when the import would do something else."""
    done = [(each.row, 0 if each.stored is None else each.stored.version, each.changed) for each in checked.outcomes]
    return hashlib.sha256(hashlib.sha256(content).digest() + repr(done).encode()).hexdigest()
