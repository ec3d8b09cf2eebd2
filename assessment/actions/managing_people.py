"""Manages people: invites, deactivates, reactivates and forgets them.

Whoever is deactivated or forgotten is signed out everywhere.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from assessment.access.credential import Actor, CommandLine, fingerprint, new_secret
from assessment.access.person import Person, Secrets
from assessment.access.viewer import Viewer
from assessment.actions.managed_person import add_grant, find_managed_person, require_another_administrator
from assessment.actions.new_person import NewPerson
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, PersonState, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
from assessment.ids import PersonId
from assessment.store import Store
from assessment.store.unit import Unit

INVITATION_LASTS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation: the person, and the secret in the link, which cannot be shown again."""

    person: PersonId
    secret: str


def invite_person(store: Store, actor: Actor, new: NewPerson) -> Invitation:
    """Add a person, who can then choose a password with a link that works once, for a week."""
    with store.begin() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        person = new.person(state=PersonState.INVITED, unit=unit)
        if not viewer.may_manage(person.force):
            raise NotPermitted(
                sentence(
                    "invitation_outside_force",
                    "You may invite people of your own force only. Ask an administrator to invite others.",
                )
            )
        if unit.people.find_by_email(person.email or "") is not None:
            raise InvalidInput(
                sentence("email_taken", "Somebody already has this e-mail address. Find them in the list of people.")
            )
        unit.people.add(person, Secrets(password=None))
        if person.force is not None:
            add_grant(unit, viewer, person, Role.MEMBER, force=person.force)
        return Invitation(person=person.id, secret=_invitation(unit, viewer, person))


def invite_again(store: Store, actor: Actor, id: PersonId) -> Invitation:
    """Make a new link with which the person chooses a password. Earlier links stop working."""
    with store.begin() as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        if person.state is PersonState.DISABLED:
            raise InvalidInput(
                sentence("person_disabled", "{name} cannot sign in. Allow them back first.", name=person.name)
            )
        return Invitation(person=person.id, secret=_invitation(unit, viewer, person))


def deactivate_person(store: Store, actor: Actor, id: PersonId) -> None:
    """Stop a person who has left from signing in, and sign them out everywhere at once."""
    with store.begin() as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        require_another_administrator(unit, person)
        unit.people.save(replace(person, state=PersonState.DISABLED))
        audit_person(unit, Event.PERSON_DEACTIVATED, by=viewer.actor_id, of=person.id)
        unit.sessions.end_all(person.id, at=unit.at)
        unit.invitations.end_all(person.id, at=unit.at)


def reactivate_person(store: Store, actor: Actor, id: PersonId) -> None:
    """Let a person who had left sign in again."""
    with store.begin() as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        can_sign_in = unit.people.secrets_of(person.id).password is not None or unit.identities.has_any(person.id)
        unit.people.save(replace(person, state=PersonState.ACTIVE if can_sign_in else PersonState.INVITED))
        unit.invitations.end_all(person.id, at=unit.at)
        audit_person(unit, Event.PERSON_REACTIVATED, by=viewer.actor_id, of=person.id)


def forget_person(store: Store, actor: CommandLine, email: str) -> None:
    """Erase the name, the e-mail address and all secrets of a person. What they did stays on record, without a name.

    Raise :class:`NotFound` where nobody has that address, and :class:`NotPermitted` for the last administrator.
    """
    with store.begin() as unit:
        viewer = authenticate(unit, actor)
        person = unit.people.find_by_email(email)
        if person is None:
            raise NotFound(
                sentence(
                    "email_not_found", "{email}: nobody has this e-mail address. Check how it is written.", email=email
                )
            )
        require_another_administrator(unit, person)
        for grant in unit.people.grants_of(person.id):
            if not grant.has_ended(at=unit.at):
                unit.people.end_grant(grant.id, at=max(unit.at, grant.starts_at))
        unit.sessions.end_all(person.id, at=unit.at)
        unit.people.forget(person)
        audit_person(unit, Event.PERSON_FORGOTTEN, by=viewer.actor_id, of=person.id)


def _invitation(unit: Unit, viewer: Viewer, person: Person) -> str:
    audit_person(unit, Event.PERSON_INVITED, by=viewer.actor_id, of=person.id)
    secret = new_secret()
    unit.invitations.add(fingerprint(secret), person.id, at=unit.at, expires_at=unit.at + INVITATION_LASTS)
    return secret
