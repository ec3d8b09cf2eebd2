"""Exports what is sought in the register, and records who took which file."""

import hashlib
from collections import Counter
from datetime import datetime

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate
from assessment.codes import Event, ExportForm, Permission
from assessment.dates import uk_day
from assessment.exports.register_tables import ExportedRegister, register_as
from assessment.register import RegisterEntry
from assessment.register.fields import as_public
from assessment.rounds.names import name_key
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.register_search import RegisterQuery
from assessment.store.unit import Unit


def export_register(store: Store, actor: Actor, query: RegisterQuery, *, form: ExportForm, at: datetime) -> bytes:
    """Return the collaborations that are sought in that form, each as the viewer may see it, downloaded `at`.

    It is recorded among the events of people, with the collaborations of which the file shows more than a public
    register would. Raise :class:`NotSaved` where it cannot be recorded.

    Nobody who saves an answer waits while the file is made: it shows the register as it was right before.
    """
    with store.read() as unit:
        register = _read(unit, authenticate(unit, actor), query, at=at)
    file = register_as(form, register)
    with store.begin(holding.access_of(actor)) as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        for each in register.in_full:  # whoever has lost access meanwhile gets no file
            partners = each.forces_on(uk_day(unit.at))
            viewer.require_in(Permission.READ_REGISTER, each.id, partners=partners)
        detail = {
            "form": form.value,
            "sha256": hashlib.sha256(file).hexdigest(),
            "collaborations": len(register.entries),
            "in_full": [str(each.id) for each in register.in_full],
        }
        unit.audit.add(Event.REGISTER_EXPORTED, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=at, detail=detail)
    return file


def _read(unit: Unit, viewer: Viewer, query: RegisterQuery, *, at: datetime) -> ExportedRegister:
    viewer.require(Permission.ENTER)
    found = unit.register.of(unit.register_search.page(query, first=0, most=None)).values()
    names = unit.register.names()
    alike = Counter(map(name_key, names.values()))
    came_before = {each.predecessor for each in found if each.predecessor is not None}
    return ExportedRegister(
        entries=[_as_seen(each, viewer, unit) for each in found],
        predecessors={id: names[id] if alike[name_key(names[id])] == 1 else str(id) for id in came_before},
        made=at,
    )


def _as_seen(entry: RegisterEntry, viewer: Viewer, unit: Unit) -> RegisterEntry:
    partners = entry.forces_on(uk_day(unit.at))
    sees_all = viewer.may_in(Permission.READ_REGISTER, entry.id, partners=partners)
    return entry if sees_all else as_public(entry)
