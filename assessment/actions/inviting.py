"""Invites people: in one transaction they are added, given access, and get a link to choose a password by."""

from dataclasses import dataclass

from assessment.access.credential import Actor
from assessment.access.email_address import is_email_address
from assessment.access.grant import Grant
from assessment.access.person import Person, Secrets
from assessment.access.viewer import Viewer
from assessment.actions.account_links import AccountLink, Invitation, invitation_link
from assessment.actions.managed_person import NOT_ONESELF, add_grant, find_managed_person
from assessment.actions.new_access import NewAccess, new_grants
from assessment.actions.new_person import NewPerson
from assessment.authorisation import authenticate
from assessment.codes import Permission, PersonState, Role
from assessment.errors import InvalidInput, NotPermitted, NotSent, sentence
from assessment.ids import ForceId
from assessment.mail.link_messages import access_message
from assessment.mail.mail_server import MailServer
from assessment.mail.sending import send
from assessment.store import Store, holding
from assessment.store.broken_constraints import EMAIL_TAKEN
from assessment.store.unit import Unit


def invite_person(
    store: Store, actor: Actor, new: NewPerson, access: NewAccess, *, mail_server: MailServer | None = None
) -> Invitation:
    """Give somebody access, and a link to choose a password by, which works once, for a week.

    Whoever was invited before gets the same link again. A lead may invite somebody who has an account, and learns
    nothing else of them: they are given the access, and no link is shown. Whoever manages people is told to look for
    such a person in the list.
    """
    invited = None
    while invited is None:
        with store.read() as unit:
            known = unit.people.find_by_email(new.email) if is_email_address(new.email) else None
        invited = _invited(store, actor, new, access, known=known)
    return invited.hand_over(store, mail_server)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Invited:
    """Somebody who was given access, and their link where they have not signed in yet."""

    person: Person
    by: Viewer
    link: AccountLink | None

    def hand_over(self, store: Store, mail_server: MailServer | None) -> Invitation:
        """Hand the link over. Somebody with an account is told of their access, if there is a mail server."""
        if self.link is not None:
            return self.link.hand_over(store, mail_server)
        if mail_server is None:
            return Invitation(person=self.person.id)
        email = self.person.email or ""
        message = access_message(to=email, name=self.person.name, by=self.by.name, service=mail_server.links_to)
        try:
            send(mail_server, message)
        except NotSent:
            return Invitation(person=self.person.id, was_not_sent=True)
        return Invitation(person=self.person.id, mailed_to=email)


def _invited(store: Store, actor: Actor, new: NewPerson, access: NewAccess, *, known: Person | None) -> _Invited | None:
    """Give the access. Return None where the address belongs to another person than `known` by now."""
    holds = () if known is None else (holding.account(known.id),)
    with store.begin(holding.access_of(actor), *holds, holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.INVITE)
        person = new.person(state=PersonState.INVITED, unit=unit)
        found = unit.people.find_by_email(person.email or "")
        if (found and found.id) != (known and known.id):
            return None
        if found is None:
            _add(unit, viewer, person, access)
        else:
            _give_more(unit, viewer, found, access, force=person.force)
            person = found
        link = invitation_link(unit, viewer, person) if person.state is PersonState.INVITED else None
        return _Invited(person=person, by=viewer, link=link)


def _add(unit: Unit, viewer: Viewer, person: Person, access: NewAccess) -> None:
    """Add the person. Somebody of a force becomes a member of it where the viewer may make them one."""
    manages = viewer.may_manage(person.force)
    if viewer.may(Permission.MANAGE_PEOPLE) and not (manages or _gives_as_lead(viewer, access)):
        raise NotPermitted(
            sentence(
                "invitation_outside_force",
                "You may invite people of your own force only. Ask an administrator to invite others.",
            )
        )
    wanted = [access]
    if manages and person.force is not None and access.role is not Role.MEMBER:
        wanted.insert(0, NewAccess(role=Role.MEMBER, until=access.until))
    grants = [
        grant
        for each in wanted
        for grant in new_grants(unit, viewer, each, person=person.id, name=person.name, force=person.force)
    ]
    unit.people.add(person, Secrets(password=None))
    for grant in grants:
        add_grant(unit, viewer, grant)


def _give_more(unit: Unit, viewer: Viewer, person: Person, access: NewAccess, *, force: ForceId | None) -> None:
    """Give somebody who is known what they do not have yet. A lead says for which `force`."""
    if person.id == viewer.person:
        raise NotPermitted(NOT_ONESELF)
    if viewer.may_manage(person.force):
        if person.state is not PersonState.INVITED:
            raise InvalidInput(EMAIL_TAKEN)
        find_managed_person(unit, viewer, person.id)
        force = person.force
    elif not _gives_as_lead(viewer, access):
        raise InvalidInput(EMAIL_TAKEN)
    has = {_what(each) for each in unit.people.grants_of(person.id) if each.counts(at=unit.at)}
    grants = new_grants(unit, viewer, access, person=person.id, name=person.name, force=force)
    missing = [each for each in grants if _what(each) not in has]
    for grant in missing:
        add_grant(unit, viewer, grant)
    if missing:
        unit.sessions.end_all(person.id, at=unit.at)


def _what(grant: Grant) -> tuple[object, ...]:
    """Return what a grant gives, and until when."""
    return grant.role, grant.collaboration, grant.force, grant.perspective, grant.ends_at


def _gives_as_lead(viewer: Viewer, access: NewAccess) -> bool:
    """Return True if the viewer may give the role in one of the collaborations, whoever's force the person is of."""
    return any(viewer.may_give(access.role, force=None, collaboration=each) for each in access.collaborations)
