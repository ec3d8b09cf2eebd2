"""Forces as they are stored, each with the names it has and had."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, select

from assessment.codes import ActorCode, Event
from assessment.forces import Force, ForceName, Forces
from assessment.ids import ForceId
from assessment.store.audit import AuditTrail
from assessment.store.audit_chain import FORCES_CHAIN
from assessment.store.force_tables import FORCE, FORCE_NAME
from assessment.store.holding import Held
from assessment.store.tables import AnyRow


class StoredForces:
    """The forces, within one transaction. To read them decides on nothing: an id stays what it is for ever."""

    def __init__(self, connection: Connection, audit: AuditTrail, held: Held) -> None:
        self._connection = connection
        self._audit = audit
        self._held = held
        self._known: Forces | None = None

    def known(self) -> Forces:
        """Return every force there is or was. They are read once in a transaction, until it changes one."""
        if self._known is None:
            rows = self._connection.execute(
                select(
                    *FORCE.columns,
                    FORCE_NAME.c.name,
                    FORCE_NAME.c.short_name,
                    FORCE_NAME.c.valid_from.label("name_valid_from"),
                )
                .join(FORCE_NAME, FORCE_NAME.c.force_id == FORCE.c.id)
                .order_by(FORCE.c.id, FORCE_NAME.c.position)
            )
            self._known = Forces(_force(list(each)) for _, each in groupby(rows, key=lambda row: row.id))
        return self._known

    def add(self, force: Force, *, by: str, at: datetime) -> None:
        """Add a force, and record it."""
        self._held.require_chain(FORCES_CHAIN)
        self._insert([force])
        detail = {"forces": [force.id], "name": force.names[-1].name}
        self._audit.add(Event.FORCE_ADDED, chain=FORCES_CHAIN, by=by, at=at, detail=detail)

    def change(
        self, event: Event, forces: Iterable[Force], *, by: str, at: datetime, detail: Mapping[str, object]
    ) -> None:
        """Write the forces as they are from now on, and record the event with the ids of all. A name is only added."""
        self._held.require_chain(FORCES_CHAIN)
        changed, before = tuple(forces), self.known().by_id
        for each in changed:
            self._connection.execute(FORCE.update().where(FORCE.c.id == each.id).values(**_force_columns(each)))
            if added := _name_rows(each)[len(before[each.id].names) :]:
                self._connection.execute(FORCE_NAME.insert(), added)
        self._known = None
        self._audit.add(
            event, chain=FORCES_CHAIN, by=by, at=at, detail={"forces": [each.id for each in changed], **detail}
        )

    def list_first(self, forces: Iterable[Force], *, at: datetime) -> None:
        """Take in the list that a new database begins with. Write nothing where there are forces already."""
        self._held.require_chain(FORCES_CHAIN)
        if self.known().by_id:
            return
        listed = tuple(forces)
        self._insert(listed)
        self._audit.add(
            Event.FORCES_LISTED,
            chain=FORCES_CHAIN,
            by=ActorCode.NOBODY,
            at=at,
            detail={"names": {each.id: each.names[-1].name for each in listed}},
        )

    def _insert(self, forces: Sequence[Force]) -> None:
        self._connection.execute(FORCE.insert(), [_force_columns(each) for each in forces])
        self._connection.execute(FORCE_NAME.insert(), [row for each in forces for row in _name_rows(each)])
        self._known = None


def _force_columns(force: Force) -> dict[str, object]:
    return {
        "id": force.id,
        "kind": force.kind,
        "region": force.region,
        "country": force.country,
        "area_code": force.area_code,
        "policing_body": force.policing_body,
        "valid_from": force.valid_from,
        "valid_to": force.valid_to,
        "successor_id": force.successor,
    }


def _name_rows(force: Force) -> list[dict[str, object]]:
    return [
        {
            "force_id": force.id,
            "position": position,
            "valid_from": each.valid_from,
            "name": each.name,
            "short_name": each.short_name,
        }
        for position, each in enumerate(force.names, start=1)
    ]


def _force(rows: list[AnyRow]) -> Force:
    row = rows[0]
    return Force(
        id=ForceId(row.id),
        kind=row.kind,
        region=row.region,
        country=row.country,
        area_code=row.area_code,
        policing_body=row.policing_body,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=None if row.successor_id is None else ForceId(row.successor_id),
        names=tuple(
            ForceName(name=row.name, short_name=row.short_name, valid_from=row.name_valid_from) for row in rows
        ),
    )
