"""The record of what concerns people, in a chain of its own of the audit trail."""

from contextlib import suppress

from assessment.access import Credential
from assessment.access.grant import Grant
from assessment.admission import admit
from assessment.errors import NotSignedIn
from assessment.store import Store
from assessment.store.audit import Event
from assessment.store.chain import PEOPLE
from assessment.store.unit import Unit
from assessment.terms import PersonId


def note_refusal(store: Store, asker: Credential, *, where: str) -> None:
    """Put on record that somebody asked for what is not there, or not theirs: `where` is the page, or the kind of file.

    What exists and what does not is told apart by nobody who reads the answer, and so not by how long it took either.
    Of somebody who is not signed in nothing is kept: whoever sends many such requests would fill the record.
    """
    with suppress(NotSignedIn), store.begin() as unit:
        viewer = admit(unit, asker)
        detail = {"person": viewer.mark, "where": where[:100]}
        unit.audit.add(Event.REFUSED, chain=PEOPLE, by=viewer.mark, at=unit.at, detail=detail)


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
