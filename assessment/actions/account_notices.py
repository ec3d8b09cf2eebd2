"""Tells people when a new-password link was made or used: the person, and the leads of their collaborations."""

from assessment.access.credential import Actor
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission
from assessment.ids import NoticeId, PersonId
from assessment.store import Store, holding
from assessment.store.unit import Unit


def tell_about_link(unit: Unit, event: Event, *, person: PersonId, by: str) -> None:
    """Leave a notice for the person and for the leads of their collaborations, whose answers the account may reach."""
    collaborations = {
        grant.collaboration
        for grant in unit.people.grants_of(person)
        if grant.collaboration is not None and not grant.has_ended(at=unit.at)
    }
    leads = {grant.person for grant in unit.people.leads_of(collaborations) if not grant.has_ended(at=unit.at)}
    unit.account_notices.add(sorted({person, *leads}), event, person=person, by=by, at=unit.at)


def dismiss_notice(store: Store, actor: Actor, id: NoticeId) -> None:
    """Show a notice to the actor no more. A notice to somebody else is left as it is."""
    with store.begin(holding.access_of(actor)) as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        if viewer.person is not None:
            unit.account_notices.dismiss(id, recipient=viewer.person, at=unit.at)
