"""Links by which people choose a password: made in a transaction, then mailed to them or shown to their maker."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from assessment.access.credential import fingerprint, new_secret
from assessment.access.link_request import LINK_LASTS, needs_second_person
from assessment.access.person import Person
from assessment.access.viewer import Viewer
from assessment.actions.account_notices import tell_about_link
from assessment.actions.people_audit import audit_person
from assessment.codes import Event, PersonState
from assessment.errors import InvalidInput, NotSent, sentence
from assessment.ids import PersonId
from assessment.mail.link_messages import LinkMessage, invitation_message, new_password_message
from assessment.mail.mail_server import MailServer
from assessment.mail.sending import send
from assessment.store import Store, holding
from assessment.store.unit import Unit

INVITATION_INVALID: Final = sentence(
    "invitation_invalid", "This link has already been used, or no longer works. Ask for a new one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What whoever made a link is told: the address it was mailed to, or else its secret, which is shown once."""

    person: PersonId
    secret: str = field(default="", repr=False)
    mailed_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLink:
    """A link that was made for a person. `until` is when it expires."""

    person: Person
    by: Viewer
    until: datetime
    secret: str = field(repr=False)

    def hand_over(self, store: Store, mail_server: MailServer | None) -> Invitation:
        """Mail the link to its person, whom alone it then reaches; without a mail server, return it to be shown.

        No transaction may be open. Raise :class:`NotSent` if the mail server did not take the message; the link is
        void then.
        """
        if mail_server is None:
            return Invitation(person=self.person.id, secret=self.secret)
        message = self._message(mail_server)
        try:
            send(mail_server, message)
        except NotSent:
            with store.begin(holding.account(self.person.id), holding.EVERYBODY) as unit:
                unit.invitations.end(fingerprint(self.secret), at=unit.at)
                audit_person(unit, Event.LINK_NOT_SENT, by=self.by.actor_id, of=self.person.id)
            raise
        return Invitation(person=self.person.id, mailed_to=message.to)

    def _message(self, mail_server: MailServer) -> LinkMessage:
        make = invitation_message if self.person.state is PersonState.INVITED else new_password_message
        return make(
            to=self.person.email or "",
            name=self.person.name,
            by=self.by.name,
            service=mail_server.links_to,
            link=f"{mail_server.links_to}/account/invitation/{self.secret}",
            until=self.until,
        )


def add_link(unit: Unit, viewer: Viewer, person: Person, *, is_guarded: bool) -> AccountLink:
    """Make a link, and record it: an invitation, or for a person who could sign in before, a new-password link.

    `is_guarded` means that the viewer cannot use the link alone. Earlier links of that person stop working.
    """
    is_new_password = person.state is not PersonState.INVITED
    event = Event.NEW_PASSWORD_LINK_MADE if is_new_password else Event.PERSON_INVITED
    link = AccountLink(person=person, by=viewer, until=unit.at + LINK_LASTS, secret=new_secret())
    unit.invitations.add(fingerprint(link.secret), person.id, at=unit.at, expires_at=link.until, is_guarded=is_guarded)
    audit_person(unit, event, by=viewer.actor_id, of=person.id)
    if is_new_password:
        tell_about_link(unit, event, person=person.id, by=viewer.actor_id)
    return link


def use_link(unit: Unit, secret: str) -> Person:
    """Use a link up, record that, and return the person it was made for.

    Raise :class:`InvalidInput` where the link is unknown, used, void or expired, and where it would open answers, or
    power over people's access, to whoever made it.
    """
    token_hash = fingerprint(secret)
    used = unit.invitations.use(token_hash, at=unit.at)
    person = None if used is None else unit.people.find(used)
    if person is None or person.state not in (PersonState.INVITED, PersonState.ACTIVE):
        raise InvalidInput(INVITATION_INVALID)
    by = str(person.id)
    if person.state is PersonState.INVITED:
        audit_person(unit, Event.INVITATION_ACCEPTED, by=by, of=person.id)
        return person
    # The person may have been given access since the link was made.
    is_takeover = needs_second_person(person, unit.people.grants_of(person.id), at=unit.at)
    if is_takeover and not unit.invitations.is_guarded(token_hash):
        raise InvalidInput(INVITATION_INVALID)
    audit_person(unit, Event.NEW_PASSWORD_LINK_USED, by=by, of=person.id)
    tell_about_link(unit, Event.NEW_PASSWORD_LINK_USED, person=person.id, by=by)
    return person
