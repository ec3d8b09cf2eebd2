"""People who are signed in, for tests of what they do afterwards. Signing in has tests of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

import uuid6

from assessment.access import Credential, Grant
from assessment.access.credential import new_secret
from assessment.access.permissions import ROLES
from assessment.access.person import Person, Secrets
from assessment.actions.new_access import NewAccess
from assessment.codes import PersonState, Perspective, Reach, Role
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId
from assessment.store import Store, holding
from tests.known_forces import KENT

LEAD_NAME = "Sam Reed"
"""The name of the person that most tests are about."""
A_MEMBER = NewAccess(role=Role.MEMBER)
"""What somebody is invited to where it does not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person with a session."""

    id: PersonId
    name: str
    force: ForceId | None
    actor: Credential


def somebody(
    store: Store,
    name: str = LEAD_NAME,
    *,
    force: ForceId | None = KENT,
    roles: Iterable[Role | tuple[Role, CollaborationId]] = (Role.MEMBER,),
    state: PersonState = PersonState.ACTIVE,
) -> Somebody:
    """Add a person with those roles, and sign them in."""
    with store.begin(holding.EVERYBODY) as unit:
        person = Person(
            id=PersonId(uuid6.uuid7()),
            name=name,
            email=f"{uuid6.uuid7()}@example.police.uk",
            force=force,
            state=state,
            created_at=unit.at,
        )
        unit.people.add(person, Secrets(password=None))
    for role in roles:
        role_and_collaboration = role if isinstance(role, tuple) else (role, None)
        grant(store, person.id, *role_and_collaboration, force=force)
    return Somebody(id=person.id, name=name, force=force, actor=session(store, person.id))


def session(store: Store, person: PersonId) -> Credential:
    """Start a session of a person, and return its credential."""
    credential = Credential(new_secret())
    with store.begin(holding.account(person)) as unit:
        unit.sessions.add(credential.fingerprint, person, at=unit.at)
    return credential


def grant(
    store: Store,
    person: PersonId,
    role: Role,
    collaboration: CollaborationId | None = None,
    *,
    force: ForceId | None = None,
    perspective: Perspective | None = None,
) -> GrantId:
    """Give a person a role, without asking who may give it."""
    names_force = ROLES[role].reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE)
    with store.begin(holding.account(person)) as unit:
        given = Grant(
            id=GrantId(uuid6.uuid7()),
            person=person,
            role=role,
            collaboration=collaboration,
            force=force if names_force else None,
            perspective=perspective,
            starts_at=unit.at,
            confirmed_at=unit.at,
        )
        unit.people.add_grant(given, by="a test")
    return given.id
