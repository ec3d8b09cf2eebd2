"""Records what happens to people, in the audit chain that concerns people and no collaboration."""

from assessment.access.grant import Grant
from assessment.codes import Event
from assessment.ids import ForceId, PersonId
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.unit import Unit


def audit_person(
    unit: Unit,
    event: Event,
    *,
    by: str,
    of: PersonId | None,
    grant: Grant | None = None,
    force: ForceId | None = None,
) -> None:
    """Record what happened to a person, by ids alone, so that a name can be forgotten.

    `by` is the id in the audit trail of whoever did it; `of` is None where nobody is known by what was typed; `force`
    is the one that they belong to from now on.
    """
    detail: dict[str, object] = {"person": None if of is None else str(of)}
    if force is not None:
        detail["force"] = force
    if grant is not None:
        detail |= {
            "grant": str(grant.id),
            "role": grant.role,
            "collaboration": None if grant.collaboration is None else str(grant.collaboration),
            "force": grant.force,
            **({} if grant.perspective is None else {"perspective": grant.perspective}),
            "ends_at": None if grant.ends_at is None else grant.ends_at.isoformat(),
        }
    unit.audit.add(event, chain=PEOPLE_CHAIN, by=by, at=unit.at, detail=detail)
