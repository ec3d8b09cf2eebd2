"""Manages people: invites them, gives, confirms and removes access, deactivates, reactivates and forgets people.

Administrators do this for everybody, force access owners for the people of their own force, and nobody for themselves.
Whenever what a person may do changes, that person's sessions end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import uuid6

from assessment.access.credential import Actor, CommandLine, fingerprint, new_secret
from assessment.access.grant import Grant
from assessment.access.permissions import ROLES
from assessment.access.person import Person, Secrets
from assessment.access.viewer import Viewer
from assessment.actions.new_person import NewPerson
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission, PersonState, Reach, Role
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
from assessment.ids import CollaborationId, GrantId, PersonId
from assessment.store import Store
from assessment.store.unit import Unit

INVITATION_LASTS: Final = timedelta(days=7)
PERSON_NOT_FOUND: Final = sentence("person_not_found", "There is no such person. Choose somebody on the People page.")
GRANT_NOT_FOUND: Final = sentence(
    "grant_not_found", "This access no longer exists. Reload the page to see their current access."
)
LAST_ADMINISTRATOR: Final = sentence(
    "last_administrator", "This is the last administrator. Make somebody else an administrator first."
)
NOT_ONESELF: Final = sentence("not_oneself", "Nobody can change their own access. Ask another administrator to do it.")


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
            _add_grant(unit, viewer, person, Role.MEMBER, force=person.force)
        return Invitation(person=person.id, secret=_invitation(unit, viewer, person))


def invite_again(store: Store, actor: Actor, id: PersonId) -> Invitation:
    """Make a new link with which the person chooses a password. Earlier links stop working."""
    with _managed_person(store, actor, id) as (unit, viewer, person):
        if person.state is PersonState.DISABLED:
            raise InvalidInput(
                sentence("person_disabled", "{name} cannot sign in. Allow them back first.", name=person.name)
            )
        return Invitation(person=person.id, secret=_invitation(unit, viewer, person))


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
    with _managed_person(store, actor, id) as (unit, viewer, person):
        allowed = ROLES[role]
        if not any(viewer.holds(giver, force=person.force) for giver in allowed.given_by):
            raise NotPermitted(
                sentence(
                    "role_not_yours_to_give", "You may not give the role of {role}. Ask an administrator.", role=role
                )
            )
        force = person.force if allowed.reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE) else None
        named = collaboration if allowed.reach in (Reach.COLLABORATION, Reach.COLLABORATION_FOR_A_FORCE) else None
        _require_reach(unit, viewer, allowed.reach, person, named)
        if until_days is not None and until_days < 1:
            raise InvalidInput(sentence("access_ends_in_past", "Access must end in the future. Give at least one day."))
        given = _add_grant(unit, viewer, person, role, collaboration=named, force=force, days=until_days)
        unit.sessions.end_all(person.id, at=unit.at)
        return given


def end_access(store: Store, actor: Actor, grant: GrantId) -> None:
    """Remove access. Raise :class:`NotPermitted` for the last administrator."""
    with _managed_grant(store, actor, grant) as (unit, viewer, person, found):
        if found.has_ended(at=unit.at):
            return
        if found.role is Role.ADMINISTRATOR:
            _require_another_administrator(unit, person)
        unit.people.end_grant(grant, at=max(unit.at, found.starts_at))
        audit_person(unit, Event.ACCESS_ENDED, by=viewer.actor_id, of=person.id, grant=found)
        unit.sessions.end_all(person.id, at=unit.at)


def confirm_access(store: Store, actor: Actor, grant: GrantId) -> None:
    """Confirm access, so that it counts for another 90 days."""
    with _managed_grant(store, actor, grant) as (unit, viewer, person, found):
        if found.has_ended(at=unit.at):
            raise NotFound(GRANT_NOT_FOUND)
        unit.people.confirm_grant(grant, at=unit.at)
        audit_person(unit, Event.ACCESS_CONFIRMED, by=viewer.actor_id, of=person.id, grant=found)


def deactivate_person(store: Store, actor: Actor, id: PersonId) -> None:
    """Stop a person who has left from signing in, and sign them out everywhere at once."""
    with _managed_person(store, actor, id) as (unit, viewer, person):
        _require_another_administrator(unit, person)
        unit.people.save(replace(person, state=PersonState.DISABLED))
        audit_person(unit, Event.PERSON_DEACTIVATED, by=viewer.actor_id, of=person.id)
        unit.sessions.end_all(person.id, at=unit.at)


def reactivate_person(store: Store, actor: Actor, id: PersonId) -> None:
    """Let a person who had left sign in again."""
    with _managed_person(store, actor, id) as (unit, viewer, person):
        has_password = unit.people.secrets_of(person.id).password is not None
        unit.people.save(replace(person, state=PersonState.ACTIVE if has_password else PersonState.INVITED))
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
        _require_another_administrator(unit, person)
        for grant in unit.people.grants_of(person.id):
            if not grant.has_ended(at=unit.at):
                unit.people.end_grant(grant.id, at=max(unit.at, grant.starts_at))
        unit.sessions.end_all(person.id, at=unit.at)
        unit.people.forget(person)
        audit_person(unit, Event.PERSON_FORGOTTEN, by=viewer.actor_id, of=person.id)


@contextmanager
def _managed_person(store: Store, actor: Actor, id: PersonId) -> Iterator[tuple[Unit, Viewer, Person]]:
    """Open a transaction with a person whose access the actor may change. Raise :class:`NotFound` and others."""
    with store.begin() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        person = unit.people.find(id)
        if person is None or person.state is PersonState.FORGOTTEN or not viewer.may_manage(person.force):
            raise NotFound(PERSON_NOT_FOUND)
        if person.id == viewer.person:
            raise NotPermitted(NOT_ONESELF)
        _require_rank(unit, viewer, person)
        yield unit, viewer, person


@contextmanager
def _managed_grant(store: Store, actor: Actor, grant: GrantId) -> Iterator[tuple[Unit, Viewer, Person, Grant]]:
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        found = unit.people.find_grant(grant)
    if found is None:
        raise NotFound(GRANT_NOT_FOUND)
    with _managed_person(store, actor, found.person) as (unit, viewer, person):
        fresh = unit.people.find_grant(grant)
        if fresh is None:
            raise NotFound(GRANT_NOT_FOUND)
        if not any(viewer.holds(giver, force=person.force) for giver in ROLES[fresh.role].given_by):
            raise NotPermitted(
                sentence(
                    "role_not_yours_to_change",
                    "You may not change who has the role of {role}. Ask an administrator.",
                    role=fresh.role,
                )
            )
        yield unit, viewer, person, fresh


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
        partners = unit.people.partners_of(collaboration) if collaboration else ()
        if not partners:
            raise InvalidInput(
                sentence("role_without_collaboration", "This role is for one collaboration. Choose which one.")
            )
        is_for_partners = reach is Reach.COLLABORATION_FOR_A_FORCE or not viewer.holds(Role.ADMINISTRATOR)
        if is_for_partners and person.force not in partners:
            raise InvalidInput(
                sentence(
                    "force_not_partner",
                    "{force} is not a partner in that collaboration. Choose another collaboration.",
                    force=person.force,
                )
            )


def _require_another_administrator(unit: Unit, person: Person) -> None:
    administrators = {grant.person for grant in unit.people.administrators() if grant.ends_at is None}
    if administrators == {person.id}:
        raise NotPermitted(LAST_ADMINISTRATOR)


def _add_grant(
    unit: Unit,
    viewer: Viewer,
    person: Person,
    role: Role,
    *,
    collaboration: CollaborationId | None = None,
    force: str | None = None,
    days: int | None = None,
) -> GrantId:
    grant = Grant(
        id=GrantId(uuid6.uuid7()),
        person=person.id,
        role=role,
        collaboration=collaboration,
        force=force,
        starts_at=unit.at,
        ends_at=None if days is None else unit.at + timedelta(days=days),
        confirmed_at=unit.at,
    )
    unit.people.add_grant(grant, by=viewer.actor_id)
    audit_person(unit, Event.ACCESS_GIVEN, by=viewer.actor_id, of=person.id, grant=grant)
    return grant.id


def _invitation(unit: Unit, viewer: Viewer, person: Person) -> str:
    audit_person(unit, Event.PERSON_INVITED, by=viewer.actor_id, of=person.id)
    secret = new_secret()
    unit.invitations.add(fingerprint(secret), person.id, at=unit.at, expires_at=unit.at + INVITATION_LASTS)
    return secret
