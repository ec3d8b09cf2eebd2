"""The record of what concerns people, in a chain of its own of the audit trail."""

from contextlib import suppress

from assessment.access import Credential
from assessment.access.grant import Grant
from assessment.authorisation import authenticate
from assessment.codes import Event
from assessment.errors import NotSignedIn
from assessment.ids import PersonId
from assessment.store import Store
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.unit import Unit


def audit_refusal(store: Store, actor: Credential, *, where: str) -> None:
    """Put on record that somebody asked for what is not there, or not theirs: `where` is the page, or the kind of file.

    What exists and what does not is told apart by nobody who reads the answer, and so not by how long it took either.
    Of somebody who is not signed in nothing is kept: whoever sends many such requests would fill the record.
    """
    with suppress(NotSignedIn), store.begin() as unit:
        viewer = authenticate(unit, actor)
        detail = {"person": viewer.actor_id, "where": where[:100]}
        unit.audit.add(Event.REQUEST_REFUSED, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=unit.at, detail=detail)


def audit_person(unit: Unit, event: Event, *, by: str, of: PersonId | None, grant: Grant | None = None) -> None:
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
    unit.audit.add(event, chain=PEOPLE_CHAIN, by=by, at=unit.at, detail=detail)
