"""Manages access: gives people a role, confirms it and takes it away.

Whenever what a person may do changes, that person's sessions end.
"""

from typing import Final

from assessment.access.credential import Actor
from assessment.access.grant import Grant
from assessment.access.permissions import ROLES
from assessment.access.person import Person
from assessment.access.viewer import Viewer
from assessment.actions.managed_person import add_grant, find_managed_person, require_another_administrator
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, Reach, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
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
    until_days: int | None = None,
) -> GrantId:
    """Give a person a role from now on, for `until_days` days where that is given.

    A role for a force is for the person's own force.
    """
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        allowed = ROLES[role]
        if not any(viewer.holds(giver, force=person.force) for giver in allowed.given_by):
            raise NotPermitted(
                sentence(
                    "role_not_yours_to_give",
                    "You may not give the role of {role}. Ask an administrator.",
                    role=role,
                )
            )
        force = person.force if allowed.reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE) else None
        named = collaboration if allowed.reach in (Reach.COLLABORATION, Reach.COLLABORATION_FOR_A_FORCE) else None
        _require_reach(unit, viewer, allowed.reach, person, named)
        if until_days is not None and until_days < 1:
            raise InvalidInput(sentence("access_ends_in_past", "Access must end in the future. Give at least one day."))
        given = add_grant(unit, viewer, person, role, collaboration=named, force=force, days=until_days)
        unit.sessions.end_all(person.id, at=unit.at)
        return given


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


def confirm_access(store: Store, actor: Actor, grant: GrantId) -> None:
    """Confirm access, so that it counts for another 90 days."""
    with store.begin(holding.access_of(actor), holding.account_with_grant(grant), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person, found = _find_managed_grant(unit, viewer, grant)
        if found.has_ended(at=unit.at):
            raise NotFound(GRANT_NOT_FOUND)
        unit.people.confirm_grant(grant, at=unit.at)
        audit_person(unit, Event.ACCESS_CONFIRMED, by=viewer.actor_id, of=person.id, grant=found)


def _find_managed_grant(unit: Unit, viewer: Viewer, id: GrantId) -> tuple[Person, Grant]:
    viewer.require(Permission.MANAGE_PEOPLE)
    grant = unit.people.find_grant(id)
    if grant is None:
        raise NotFound(GRANT_NOT_FOUND)
    person = find_managed_person(unit, viewer, grant.person)
    if not any(viewer.holds(giver, force=person.force) for giver in ROLES[grant.role].given_by):
        raise NotPermitted(
            sentence(
                "role_not_yours_to_change",
                "You may not change who has the role of {role}. Ask an administrator.",
                role=grant.role,
            )
        )
    return person, grant


def _require_reach(
    unit: Unit, viewer: Viewer, reach: Reach, person: Person, collaboration: CollaborationId | None
) -> None:
    if reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE) and person.force is None:
        raise InvalidInput(
            sentence(
                "person_without_force",
                "{name} does not belong to a force, and this role needs one. Choose another role.",
                name=person.name,
            )
        )
    if reach in (Reach.COLLABORATION, Reach.COLLABORATION_FOR_A_FORCE):
        newest = unit.assessments.newest_of(collaboration) if collaboration else None
        if newest is None:
            raise InvalidInput(
                sentence("role_without_collaboration", "This role is for one collaboration. Choose which one.")
            )
        partners = newest.collaboration.partners
        is_for_partners = reach is Reach.COLLABORATION_FOR_A_FORCE or not viewer.holds(Role.ADMINISTRATOR)
        if is_for_partners and person.force not in partners:
            raise InvalidInput(
                sentence(
                    "force_not_partner",
                    "{force} is not a partner in that collaboration. Choose another collaboration.",
                    force=person.force,
                )
            )
