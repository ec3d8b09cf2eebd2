"""Moves a person to another force, such as the one that theirs was merged into."""

from assessment.access import Actor
from assessment.access.viewer import Viewer
from assessment.actions.choosing_forces import why_not_chosen
from assessment.actions.managed_person import find_managed_person
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event
from assessment.dates import uk_day
from assessment.errors import InvalidInput, NotPermitted, sentence
from assessment.ids import ForceId, PersonId
from assessment.store import Store, holding


def move_person(store: Store, actor: Actor, id: PersonId, force: ForceId) -> None:
    """Let the person belong to the force from now on, and sign them out. Their access stays what it is.

    Nothing is written where they belong to it already. Raise :class:`NotPermitted` unless the actor manages the people
    of both forces, and :class:`InvalidInput` for a force that is not there today.
    """
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        if says := why_not_chosen(unit.forces.known(), force, on=uk_day(unit.at)):
            raise InvalidInput(says)
        _require_manages(viewer, force)
        if person.force == force:
            return
        unit.people.set_force(id, force)
        unit.invitations.end_shown_to_leads(id, at=unit.at)
        unit.sessions.end_all(id, at=unit.at)
        audit_person(unit, Event.PERSON_MOVED, by=viewer.actor_id, of=id, force=force)


def _require_manages(viewer: Viewer, force: ForceId) -> None:
    if not viewer.may_manage(force):
        raise NotPermitted(
            sentence(
                "move_outside_force", "You may not move people to another force. Ask an administrator to move them."
            )
        )
