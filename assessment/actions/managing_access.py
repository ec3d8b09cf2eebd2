"""Manages access: gives people a role, confirms it and takes it away.

Whenever what a person may do changes, that person's sessions end.
"""

from datetime import date
from typing import Final

from assessment.access.credential import Actor
from assessment.access.grant import Grant
from assessment.access.person import Person
from assessment.access.viewer import Viewer
from assessment.actions.managed_person import add_grant, find_managed_person, require_another_administrator
from assessment.actions.new_access import NewAccess, new_grants
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, Perspective, Role
from assessment.errors import NotFound, NotPermitted, sentence
from assessment.ids import CollaborationId, GrantId, PersonId
from assessment.store import Store, holding
from assessment.store.unit import Unit

GRANT_NOT_FOUND: Final = sentence(
    "grant_not_found", "This access no longer exists. Reload the page to see their current access."
)


def give_access(
    store: Store,
    actor: Actor,
    id: PersonId,
    role: Role,
    *,
    collaboration: CollaborationId | None = None,
    until: date | None = None,
    perspective: Perspective | None = None,
) -> GrantId:
    """Give a person a role from now on, until the end of a day where one is given.

    A role for a force is for the person's own force, or for a further respondent of it.
    """
    access = NewAccess(
        role=role,
        collaborations=() if collaboration is None else (collaboration,),
        until=until,
        perspective=perspective,
    )
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        (grant,) = new_grants(unit, viewer, access, person=id, name=person.name, force=person.force)
        unit.sessions.end_all(person.id, at=unit.at)
        return add_grant(unit, viewer, grant)


def end_access(store: Store, actor: Actor, grant: GrantId) -> None:
    """Remove access. Raise :class:`NotPermitted` for the last administrator."""
    with store.begin(holding.access_of(actor), holding.account_with_grant(grant), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person, found = _find_managed_grant(unit, viewer, grant)
        if found.has_ended(at=unit.at):
            return
        if found.role is Role.ADMINISTRATOR:
            require_another_administrator(unit, person)
        unit.people.end_grant(grant, at=max(unit.at, found.starts_at))
        audit_person(unit, Event.ACCESS_ENDED, by=viewer.actor_id, of=person.id, grant=found)
        unit.sessions.end_all(person.id, at=unit.at)


def confirm_access(store: Store, actor: Actor, grant: GrantId, *others: GrantId) -> None:
    """Confirm access, so that it counts for another 90 days. Of several, all are confirmed or none."""
    accounts = (holding.account_with_grant(each) for each in (grant, *others))
    with store.begin(holding.access_of(actor), *accounts, holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        for each in (grant, *others):
            person, found = _find_managed_grant(unit, viewer, each)
            if found.has_ended(at=unit.at):
                raise NotFound(GRANT_NOT_FOUND)
            unit.people.confirm_grant(each, at=unit.at)
            audit_person(unit, Event.ACCESS_CONFIRMED, by=viewer.actor_id, of=person.id, grant=found)


def _find_managed_grant(unit: Unit, viewer: Viewer, id: GrantId) -> tuple[Person, Grant]:
    viewer.require(Permission.MANAGE_PEOPLE)
    grant = unit.people.find_grant(id)
    if grant is None:
        raise NotFound(GRANT_NOT_FOUND)
    person = find_managed_person(unit, viewer, grant.person)
    if not viewer.may_give(grant.role, force=person.force, collaboration=grant.collaboration):
        raise NotPermitted(
            sentence(
                "role_not_yours_to_change",
                "You may not change who has the role of {role}. Ask an administrator.",
                role=grant.role,
            )
        )
    return person, grant
