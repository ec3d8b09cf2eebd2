"""Finds the person whose access an action changes, where the actor may change it.

Administrators change everybody's access, and force access owners that of the people of their own force. Nobody changes
their own.
"""

from typing import Final

from assessment.access.grant import Grant
from assessment.access.permissions import ROLES
from assessment.access.person import Person
from assessment.access.viewer import PERSON_NOT_FOUND, Viewer
from assessment.actions.people_audit import audit_person
from assessment.codes import Event, Permission, PersonState, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
from assessment.ids import GrantId, PersonId
from assessment.store.unit import Unit

LAST_ADMINISTRATOR: Final = sentence(
    "last_administrator", "This is the last administrator. Make somebody else an administrator first."
)
NOT_ONESELF: Final = sentence("not_oneself", "Nobody can change their own access. Ask another administrator to do it.")


def find_managed_person(unit: Unit, viewer: Viewer, id: PersonId) -> Person:
    """Return a person whose access the viewer may change.

    Raise :class:`NotFound` where the viewer may know of no such person, and :class:`NotPermitted` where that person is
    the viewer or somebody whose access only an administrator changes.
    """
    viewer.require(Permission.MANAGE_PEOPLE)
    person = unit.people.find(id)
    if person is None or person.state is PersonState.FORGOTTEN or not viewer.may_manage(person.force):
        raise NotFound(PERSON_NOT_FOUND)
    if person.id == viewer.person:
        raise NotPermitted(NOT_ONESELF)
    _require_rank(unit, viewer, person)
    return person


def require_can_return(person: Person) -> None:
    """Raise :class:`InvalidInput` for a person who has left: no link is made for them."""
    if person.state is PersonState.DISABLED:
        raise InvalidInput(
            sentence("person_disabled", "{name} cannot sign in. Allow them back first.", name=person.name)
        )


def require_another_administrator(unit: Unit, person: Person) -> None:
    """Raise :class:`NotPermitted` where the person is the only administrator whose access does not end."""
    administrators = {grant.person for grant in unit.people.administrators() if grant.ends_at is None}
    if administrators == {person.id}:
        raise NotPermitted(LAST_ADMINISTRATOR)


def add_grant(unit: Unit, viewer: Viewer, grant: Grant) -> GrantId:
    """Give the access, and note it in the audit trail.

    An invitation that a lead was shown stops working: it could now reach more than that lead may give.
    """
    unit.people.add_grant(grant, by=viewer.actor_id)
    unit.invitations.end_shown_to_leads(grant.person, at=unit.at)
    audit_person(unit, Event.ACCESS_GIVEN, by=viewer.actor_id, of=grant.person, grant=grant)
    return grant.id


def _require_rank(unit: Unit, viewer: Viewer, person: Person) -> None:
    """Raise :class:`NotPermitted` where only an administrator may change the person's access."""
    if viewer.holds(Role.ADMINISTRATOR):
        return
    for grant in unit.people.grants_of(person.id):
        if not grant.has_ended(at=unit.at) and Role.ACCESS_OWNER not in ROLES[grant.role].given_by:
            raise NotPermitted(
                sentence(
                    "person_outranks_you",
                    "{name} has the role of {role}. Ask an administrator to change their access.",
                    name=person.name,
                    role=grant.role,
                )
            )
