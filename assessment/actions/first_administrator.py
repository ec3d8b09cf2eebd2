"""Creates the first administrator, who invites everybody else."""

from typing import Final

import uuid6

from assessment.access import passwords
from assessment.access.credential import Credential, new_secret
from assessment.access.grant import Grant
from assessment.access.person import Secrets
from assessment.actions.known_of_person import known_of
from assessment.actions.new_person import NewPerson
from assessment.actions.people_audit import audit_person
from assessment.codes import Event, PersonState, Role
from assessment.errors import NotPermitted, sentence
from assessment.ids import GrantId
from assessment.store import Store, holding
from assessment.store.unit import Unit

HAS_ADMINISTRATOR: Final = sentence(
    "first_administrator_exists", "This service already has its first administrator. Ask them to invite you."
)

DATABASE_LOST: Final = sentence(
    "first_administrator_database_lost",
    "This database is empty, but its heads log notes entries that it lacks. So it was lost, or it is another one. Stop "
    "the app and restore the database from a backup. Only if it is meant to be new, move the heads log away.",
)


def create_first_administrator(store: Store, new: NewPerson, password: str) -> Credential:
    """Create the first administrator and sign them in.

    Raise :class:`NotPermitted` once there is anybody, and where there was somebody according to the heads log.
    """
    if store.find_lost_heads():
        raise NotPermitted(DATABASE_LOST)
    with store.read() as unit:
        _require_no_people(unit)
        person = new.person(state=PersonState.ACTIVE, unit=unit)
        about = known_of(unit, person)
    passwords.require_acceptable(password, about=about)
    hashed = passwords.hashed(password)
    credential = Credential(new_secret())
    with store.begin(holding.EVERYBODY) as unit:
        _require_no_people(unit)
        unit.people.add(person, Secrets(password=hashed))
        audit_person(unit, Event.FIRST_ADMINISTRATOR_CREATED, by=str(person.id), of=person.id)
        roles = [(Role.ADMINISTRATOR, None)] + ([(Role.MEMBER, person.force)] if person.force else [])
        for role, force in roles:
            grant = Grant(
                id=GrantId(uuid6.uuid7()),
                person=person.id,
                role=role,
                force=force,
                starts_at=unit.at,
                confirmed_at=unit.at,
            )
            unit.people.add_grant(grant, by=str(person.id))
            audit_person(unit, Event.ACCESS_GIVEN, by=str(person.id), of=person.id, grant=grant)
        unit.sessions.add(credential.fingerprint, person.id, at=unit.at)
    return credential


def _require_no_people(unit: Unit) -> None:
    if not unit.people.is_empty():
        raise NotPermitted(HAS_ADMINISTRATOR)
