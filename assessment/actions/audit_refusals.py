"""Records that somebody asked for something that does not exist, or that they may not see."""

from contextlib import suppress

from assessment.access import Credential
from assessment.authorisation import authenticate
from assessment.codes import Event
from assessment.errors import NotSignedIn
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN


def audit_refusal(store: Store, actor: Credential, *, where: str) -> None:
    """Record a refusal. `where` is the page, or the file that was asked for.

    The entry does not say whether the thing exists, so neither the answer nor the time it took can tell that.
    Nothing is recorded of somebody who is not signed in: many such requests would fill the audit trail.
    """
    with suppress(NotSignedIn), store.begin(holding.access_of(actor), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        detail = {"person": viewer.actor_id, "where": where[:100]}
        unit.audit.add(Event.REQUEST_REFUSED, chain=PEOPLE_CHAIN, by=viewer.actor_id, at=unit.at, detail=detail)
