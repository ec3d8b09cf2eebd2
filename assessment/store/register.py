"""The register as it is stored: each collaboration with its partners by date, the signatures and the sources."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import uuid6
from sqlalchemy import Connection, Table, select

from assessment.codes import (
    Event,
)
from assessment.errors import InvalidInput, RegisterChanged, sentence
from assessment.ids import CollaborationId, ForceId, MembershipId
from assessment.register import Membership, RegisterEntry
from assessment.register.changes import changes
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import name_key
from assessment.store.audit import AuditEntry, AuditTrail
from assessment.store.audit_chain import chain_of
from assessment.store.holding import Held
from assessment.store.register_rows import entry_columns, entry_from_rows, part_rows
from assessment.store.register_tables import COLLABORATION, IS_REGISTERED, MEMBERSHIP, REGISTER_FACT, SIGNATURE
from assessment.store.tables import AnyRow
from assessment.store.versioned_rows import write_next_version

_PARTS: Final = (MEMBERSHIP, SIGNATURE, REGISTER_FACT)
_HISTORY: Final = (
    Event.COLLABORATION_REGISTERED,
    Event.REGISTER_CHANGED,
    Event.COLLABORATION_ARCHIVED,
    Event.COLLABORATION_RESTORED,
)
_PER_QUERY: Final = 500


class StoredRegister:
    """The register, within one transaction."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held

    def find(self, id: CollaborationId) -> RegisterEntry | None:
        """Return the collaboration with that id, or None if there is none."""
        self._held.require_chain(chain_of(id))
        return self._find(id)

    def of(self, ids: Collection[CollaborationId]) -> dict[CollaborationId, RegisterEntry]:
        """Return those of the collaborations that there are, by their ids."""
        wanted, found = list(ids), {}
        for start in range(0, len(wanted), _PER_QUERY):
            some = wanted[start : start + _PER_QUERY]
            parts = {table: self._parts(table, some) for table in _PARTS}
            for row in self._connection.execute(
                select(COLLABORATION).where(COLLABORATION.c.id.in_(some), IS_REGISTERED)
            ):
                id = CollaborationId(row.id)
                found[id] = entry_from_rows(row, {table: rows.get(id, []) for table, rows in parts.items()})
        return {id: found[id] for id in wanted if id in found}

    def names(self) -> dict[CollaborationId, str]:
        """Return the name of every collaboration, in the order of names."""
        rows = self._connection.execute(
            select(COLLABORATION.c.id, COLLABORATION.c.name)
            .where(IS_REGISTERED)
            .order_by(COLLABORATION.c.name_key, COLLABORATION.c.id)
        )
        return {CollaborationId(row.id): row.name for row in rows}

    def removed(self) -> dict[CollaborationId, str]:
        """Return the name that each collaboration had which was removed from the register."""
        rows = self._connection.execute(select(COLLABORATION.c.id, COLLABORATION.c.name).where(~IS_REGISTERED))
        return {CollaborationId(row.id): row.name for row in rows}

    def predecessors(self) -> dict[CollaborationId, CollaborationId]:
        """Return what came before each collaboration that came from another."""
        before = COLLABORATION.c.predecessor_id
        rows = self._connection.execute(select(COLLABORATION.c.id, before).where(before.is_not(None), IS_REGISTERED))
        return {CollaborationId(row.id): CollaborationId(row.predecessor_id) for row in rows}

    def named(self, name: str) -> tuple[RegisterEntry, ...]:
        """Return the collaborations whose name a reader takes for that one."""
        found = (
            select(COLLABORATION.c.id)
            .where(COLLABORATION.c.name_key == name_key(name), IS_REGISTERED)
            .order_by(COLLABORATION.c.id)
        )
        return tuple(self.of([CollaborationId(row.id) for row in self._connection.execute(found)]).values())

    def successors(self, id: CollaborationId) -> dict[CollaborationId, str]:
        """Return the names of the collaborations whose predecessor that one is."""
        rows = self._connection.execute(
            select(COLLABORATION.c.id, COLLABORATION.c.name)
            .where(COLLABORATION.c.predecessor_id == id, IS_REGISTERED)
            .order_by(COLLABORATION.c.name_key)
        )
        return {CollaborationId(row.id): row.name for row in rows}

    def history(self, id: CollaborationId) -> tuple[AuditEntry, ...]:
        """Return the entries of the audit trail about what the register says of the collaboration, oldest first."""
        return self._audit.of_collaboration(id, only=_HISTORY)

    def add(self, entry: RegisterEntry, *, by: str, at: datetime) -> RegisterEntry:
        """Add a collaboration without an assessment, and return it as it is stored."""
        self._held.require_chain(chain_of(entry.id))
        added = self._write(entry)
        detail = {"name": added.name, "changes": changes(None, added)}
        self._audit.add(Event.COLLABORATION_REGISTERED, chain=chain_of(entry.id), by=by, at=at, detail=detail)
        return added

    def add_new(self, entry: RegisterEntry, *, by: str, at: datetime) -> RegisterEntry:
        """Add a collaboration as :meth:`add` does, whose id was made in this transaction: nobody else can name it."""
        self._held.note_new_collaboration(entry.id)
        return self.add(entry, by=by, at=at)

    def save(self, entry: RegisterEntry, *, by: str, at: datetime) -> RegisterEntry:
        """Save the collaboration over the version that its author saw, and return it as it is stored.

        Write nothing where the same is stored already. Raise :class:`RegisterChanged` where another version is stored.
        """
        stored = self.find(entry.id)
        if stored == entry:
            return entry
        if stored is None or stored.version != entry.version:
            raise RegisterChanged(
                sentence(
                    "register_changed_meanwhile",
                    "Not saved: somebody else changed what the register says of {collaboration} meanwhile. "
                    "Your entries are still in the form. Look at what is saved now, then save yours again.",
                    collaboration=entry.name if stored is None else stored.name,
                )
            )
        saved = self._write(entry)
        differs = changes(stored, saved)
        detail = {"name": saved.name, "changes": differs}
        self._audit.add(Event.REGISTER_CHANGED, chain=chain_of(entry.id), by=by, at=at, detail=detail)
        return saved

    def remove(self, entry: RegisterEntry, *, reason: str, by: str, at: datetime) -> None:
        """Mark the collaboration as removed: from now on it is found nowhere but in the audit trail."""
        self._held.require_chain(chain_of(entry.id))
        self._connection.execute(COLLABORATION.update().where(COLLABORATION.c.id == entry.id).values(removed_at=at))
        detail = {"name": entry.name, "reason": reason}
        self._audit.add(Event.COLLABORATION_REMOVED, chain=chain_of(entry.id), by=by, at=at, detail=detail)

    def take_part(self, assessment: Assessment, *, by: str, at: datetime) -> None:
        """Note the partners of a round that starts: as those of a new collaboration, or as having joined one by then.

        Raise :class:`InvalidInput` where the lead force is not a partner, and where the collaboration has another name.
        """
        of = assessment.collaboration
        if of.lead_force not in of.partners:
            raise InvalidInput(
                sentence(
                    "lead_force_not_partner",
                    "{force} leads but is not among the partner forces. Add it, or choose another lead.",
                    force=of.lead_force.name,
                )
            )
        stored = self._find(of.id)
        if stored is None:
            members = tuple(_new_member(each.force) for each in of.partners)
            self._write(RegisterEntry(id=of.id, name=of.name, lead_force=of.lead_force.force, memberships=members))
            return
        if stored.name != of.name:
            raise InvalidInput(
                sentence(
                    "collaboration_differs",
                    "{collaboration} is already recorded with another name. Reload the page to see what is recorded.",
                    collaboration=of.name,
                )
            )
        day = assessment.round.as_of
        entry = replace(stored, lead_force=of.lead_force.force)
        for each in of.partners:
            entry = _with_partner(entry, each.force, day)
        if entry != stored:
            self.save(entry, by=by, at=at)

    def _find(self, id: CollaborationId) -> RegisterEntry | None:
        return self.of([id]).get(id)

    def _write(self, entry: RegisterEntry) -> RegisterEntry:
        key = {"id": entry.id}
        write_next_version(
            self._connection, COLLABORATION, key=key, values=entry_columns(entry), expected_version=entry.version
        )
        for table, rows in part_rows(entry).items():
            self._connection.execute(table.delete().where(table.c.collaboration_id == entry.id))
            if rows:
                self._connection.execute(table.insert(), [{"collaboration_id": entry.id, **row} for row in rows])
        return replace(entry, version=entry.version + 1)

    def _parts(self, table: Table, of: list[CollaborationId]) -> Mapping[CollaborationId, list[AnyRow]]:
        order = [table.c[name] for name in ("position", "force_id", "signatory") if name in table.c]
        found: dict[CollaborationId, list[AnyRow]] = defaultdict(list)
        for row in self._connection.execute(
            select(table).where(table.c.collaboration_id.in_(of)).order_by(table.c.collaboration_id, *order)
        ):
            found[CollaborationId(row.collaboration_id)].append(row)
        return found


def _with_partner(entry: RegisterEntry, force: ForceId, day: date) -> RegisterEntry:
    """Return the entry with the force as a partner on that day: for longer than was known, or anew."""
    if force in entry.forces_on(day):
        return entry
    later = [each for each in entry.memberships if each.force == force and each.joined_on and each.joined_on > day]
    if not later:
        return replace(entry, memberships=(*entry.memberships, replace(_new_member(force), joined_on=day)))
    first = min(later, key=lambda each: each.joined_on or day)
    return replace(
        entry,
        memberships=tuple(replace(each, joined_on=day) if each == first else each for each in entry.memberships),
    )


def _new_member(force: ForceId) -> Membership:
    return Membership(id=MembershipId(uuid6.uuid7()), force=force)
