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
    """What whoever invites somebody, or made a link, is told.

    It is the address that the link was mailed to, or else its secret. Neither is known where somebody was given access
    whose link is not for whoever gave it.
    """

    person: PersonId
    secret: str = field(default="", repr=False)
    mailed_to: str = ""
    was_not_sent: bool = False
    """True if a mail server did not take the message about an invitation, which counts all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLink:
    """A link that was made for a person. `until` is when it expires."""

    person: Person
    by: Viewer
    until: datetime
    secret: str = field(repr=False)
    may_be_shown: bool = True
    """False for an invitation that whoever invites may not use."""

    def hand_over(self, store: Store, mail_server: MailServer | None) -> Invitation:
        """Mail the link to its person, whom alone it then reaches; without a mail server, return it to be shown.

        A link that whoever made it may not be shown is mailed or kept. No transaction may be open. If the mail server
        did not take the message, return the link of an invitation to be shown; any other is void then, and
        :class:`NotSent` is raised.
        """
        if mail_server is None:
            return Invitation(person=self.person.id, secret=self.secret if self.may_be_shown else "")
        message = self._message(mail_server)
        try:
            send(mail_server, message)
        except NotSent:
            is_invitation = self.person.state is PersonState.INVITED
            with store.begin(holding.account(self.person.id), holding.EVERYBODY) as unit:
                if not is_invitation:
                    unit.invitations.end(fingerprint(self.secret), at=unit.at)
                audit_person(unit, Event.LINK_NOT_SENT, by=self.by.actor_id, of=self.person.id)
            if not is_invitation:
                raise
            return Invitation(person=self.person.id, secret=self.secret if self.may_be_shown else "", was_not_sent=True)
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
    """Make a link, and record it: a new-password link or, for a person who was only invited, their invitation.

    `is_guarded` means that the viewer cannot use the link alone. Earlier new-password links stop working.
    """
    if person.state is PersonState.INVITED:
        return invitation_link(unit, viewer, person)
    link = AccountLink(person=person, by=viewer, until=unit.at + LINK_LASTS, secret=new_secret())
    unit.invitations.add(fingerprint(link.secret), person.id, at=unit.at, expires_at=link.until, is_guarded=is_guarded)
    audit_person(unit, Event.NEW_PASSWORD_LINK_MADE, by=viewer.actor_id, of=person.id)
    tell_about_link(unit, Event.NEW_PASSWORD_LINK_MADE, person=person.id, by=viewer.actor_id)
    return link


def invitation_link(unit: Unit, viewer: Viewer, person: Person) -> AccountLink:
    """Return the link of somebody's invitation, which works for another week, and record it.

    It is the same link until it is used or void, so that one that was passed on already still works. Whoever is shown
    it can do what the person may do. So a lead, who does not manage the person, is shown it only where they may give
    all of the person's access.
    """
    is_lead = not viewer.may_manage(person.force)
    may_be_shown = not is_lead or all(
        viewer.may_give(grant.role, force=None, collaboration=grant.collaboration)
        for grant in unit.people.grants_of(person.id)
        if not grant.has_ended(at=unit.at)
    )
    until = unit.at + LINK_LASTS
    secret = unit.invitations.repeat(person.id, at=unit.at, expires_at=until, is_shown_to_lead=is_lead and may_be_shown)
    audit_person(unit, Event.PERSON_INVITED, by=viewer.actor_id, of=person.id)
    return AccountLink(person=person, by=viewer, until=until, secret=secret, may_be_shown=may_be_shown)


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
