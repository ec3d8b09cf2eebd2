"""The record of what concerns people, in a chain of its own of the audit trail."""

from assessment.access.grant import Grant
from assessment.store.audit import Event
from assessment.store.chain import PEOPLE
from assessment.store.unit import Unit
from assessment.terms import PersonId


def note(unit: Unit, event: Event, *, by: str, of: PersonId | None, grant: Grant | None = None) -> None:
    """Put on record what happened to a person, by ids alone, so that a name can be forgotten."""
    detail: dict[str, object] = {"person": None if of is None else str(of)}
    if grant is not None:
        detail |= {
            "grant": str(grant.id),
            "role": grant.role,
            "collaboration": None if grant.collaboration is None else str(grant.collaboration),
            "force": grant.force,
            "ends_at": None if grant.ends_at is None else grant.ends_at.isoformat(),
        }
    unit.audit.add(event, chain=PEOPLE, by=by, at=unit.at, detail=detail)
