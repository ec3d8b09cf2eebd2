"""Manages people: makes their links anew, deactivates, reactivates and forgets them.

Whoever is deactivated or forgotten is signed out everywhere.
"""

from typing import Final

from assessment.access.credential import Actor, CommandLine
from assessment.access.link_request import needs_second_person
from assessment.access.person import Person
from assessment.actions.account_links import Invitation, add_link
from assessment.actions.managed_person import (
    find_managed_person,
    require_another_administrator,
    require_can_return,
)
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, PersonState
from assessment.errors import NotFound, NotPermitted, sentence
from assessment.ids import PersonId
from assessment.mail.mail_server import MailServer
from assessment.store import Store, holding
from assessment.store.unit import Unit

NEEDS_SECOND_PERSON: Final = sentence(
    "link_needs_second_person",
    "With a new-password link for this person you could act in their name. Ask for the link on the People page; "
    "another administrator or force access owner must approve it.",
)


def invite_again(store: Store, actor: Actor, id: PersonId, *, mail_server: MailServer | None = None) -> Invitation:
    """Make a link with which the person chooses a password; of somebody who was only invited, return the same again.

    Raise :class:`NotSent` if it could not be mailed, and :class:`NotPermitted` where it would be shown although it
    opens answers or power over people's access.
    """
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        require_can_return(person)
        grants = unit.people.grants_of(person.id)
        if mail_server is None and needs_second_person(person, grants, at=unit.at):
            raise NotPermitted(NEEDS_SECOND_PERSON)
        link = add_link(unit, viewer, person, is_guarded=mail_server is not None)
    return link.hand_over(store, mail_server)


def deactivate_person(store: Store, actor: Actor, id: PersonId) -> None:
    """Stop a person who has left from signing in, and sign them out everywhere at once."""
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        require_another_administrator(unit, person)
        unit.people.set_state(person.id, PersonState.DISABLED)
        audit_person(unit, Event.PERSON_DEACTIVATED, by=viewer.actor_id, of=person.id)
        unit.sessions.end_all(person.id, at=unit.at)
        unit.invitations.end_all(person.id, at=unit.at)


def reactivate_person(store: Store, actor: Actor, id: PersonId) -> None:
    """Let a person who had left sign in again."""
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_managed_person(unit, viewer, id)
        can_sign_in = unit.people.secrets_of(person.id).password is not None or unit.identities.has_any(person.id)
        unit.people.set_state(person.id, PersonState.ACTIVE if can_sign_in else PersonState.INVITED)
        unit.invitations.end_all(person.id, at=unit.at)
        audit_person(unit, Event.PERSON_REACTIVATED, by=viewer.actor_id, of=person.id)


def forget_person(store: Store, actor: CommandLine, email: str) -> None:
    """Erase the name, the e-mail address and all secrets of a person. What they did stays on record, without a name.

    Raise :class:`NotFound` where nobody has that address, and :class:`NotPermitted` for the last administrator.
    """
    with store.read() as unit:
        found = find_by_email(unit, email)
    with store.begin(holding.account(found.id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_by_email(unit, email)  # they may have been forgotten a moment ago
        require_another_administrator(unit, person)
        for grant in unit.people.grants_of(person.id):
            if not grant.has_ended(at=unit.at):
                unit.people.end_grant(grant.id, at=max(unit.at, grant.starts_at))
        unit.sessions.end_all(person.id, at=unit.at)
        unit.people.forget(person)
        audit_person(unit, Event.PERSON_FORGOTTEN, by=viewer.actor_id, of=person.id)


def find_by_email(unit: Unit, email: str) -> Person:
    """Return the person with that address, for the command line. Raise :class:`NotFound` where nobody has it."""
    person = unit.people.find_by_email(email)
    if person is None:
        raise NotFound(
            sentence(
                "email_not_found", "{email}: nobody has this e-mail address. Check how it is written.", email=email
            )
        )
    return person
