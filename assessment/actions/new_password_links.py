"""New-password links that need a second person, because whoever makes one could otherwise act as somebody else.

One person asks, another approves, and the link is then shown once to the one who asked. Where there is nobody else, a
command on the server makes the link.
"""

from typing import Final

from assessment.access.credential import Actor, CommandLine
from assessment.access.link_request import LINK_LASTS, LinkRequest
from assessment.access.person import Person
from assessment.access.viewer import Viewer
from assessment.actions.account_links import Invitation, add_link
from assessment.actions.managed_person import find_managed_person, require_can_return
from assessment.actions.managing_people import find_by_email
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.codes import Event, PersonState
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
from assessment.ids import PersonId
from assessment.mail.mail_server import MailServer
from assessment.store import Store, holding
from assessment.store.broken_constraints import LINK_ALREADY_ASKED
from assessment.store.unit import Unit

REQUEST_GONE: Final = sentence(
    "link_request_gone", "This request for a new-password link no longer exists. Reload the page."
)
NOT_BY_WHO_ASKED: Final = sentence(
    "link_approved_by_another",
    "You asked for this link yourself. Another administrator or force access owner must approve it.",
)
NOT_APPROVED: Final = sentence(
    "link_not_approved", "This link has not been approved yet. Ask another administrator or force access owner."
)
APPROVAL_VOID: Final = sentence(
    "link_approval_void",
    "Whoever approved this link may no longer do so. Withdraw the link, ask for it again and let somebody else approve "
    "it.",
)


def ask_for_link(store: Store, actor: Actor, id: PersonId) -> None:
    """Ask for a new-password link for a person. Somebody else approves it within seven days, or it is forgotten."""
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        by, _, person = _managed(unit, actor, id)
        require_can_return(person)
        found = unit.invitations.find_request(id, since=unit.at - LINK_LASTS)
        if found is not None and found.asked_by != by:
            raise InvalidInput(LINK_ALREADY_ASKED)
        unit.invitations.add_request(id, by=by, at=unit.at)
        audit_person(unit, Event.NEW_PASSWORD_LINK_ASKED, by=str(by), of=id)


def approve_link(store: Store, actor: Actor, id: PersonId, *, asked_by: PersonId) -> None:
    """Approve the link for a person that somebody else asked for. They are then shown it once."""
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        by, _, _ = _managed(unit, actor, id)
        _find_request(unit, id, asked_by=asked_by)
        if by == asked_by:
            raise NotPermitted(NOT_BY_WHO_ASKED)
        unit.invitations.approve_request(id, by=by)
        audit_person(unit, Event.NEW_PASSWORD_LINK_APPROVED, by=str(by), of=id)


def refuse_link(store: Store, actor: Actor, id: PersonId, *, asked_by: PersonId) -> None:
    """Refuse the link for a person that was asked for. Whoever asked may do so as well, and so takes it back."""
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        by, _, _ = _managed(unit, actor, id)
        _find_request(unit, id, asked_by=asked_by)
        unit.invitations.end_request(id)
        audit_person(unit, Event.NEW_PASSWORD_LINK_REFUSED, by=str(by), of=id)


def take_link(store: Store, actor: Actor, id: PersonId, *, mail_server: MailServer | None = None) -> Invitation:
    """Make the link that the actor asked for and somebody else approved, who still may. This works once."""
    with store.begin(holding.access_of(actor), holding.account(id), holding.EVERYBODY) as unit:
        by, viewer, person = _managed(unit, actor, id)
        approved_by = _find_request(unit, id, asked_by=by).approved_by
        if approved_by is None:
            raise InvalidInput(NOT_APPROVED)
        _require_may_approve(unit, approved_by, person)
        link = add_link(unit, viewer, person, is_guarded=True)
    return link.hand_over(store, mail_server)


def make_link_on_server(
    store: Store, actor: CommandLine, email: str, *, mail_server: MailServer | None = None
) -> Invitation:
    """Make a link for the person with that address, for whoever runs the server, who needs nobody's approval.

    Raise :class:`NotFound` where nobody has that address, and :class:`InvalidInput` where they have left.
    """
    with store.read() as unit:
        found = find_by_email(unit, email)
    with store.begin(holding.account(found.id), holding.EVERYBODY) as unit:
        viewer = authenticate(unit, actor)
        person = find_by_email(unit, email)  # they may have been forgotten a moment ago
        require_can_return(person)
        link = add_link(unit, viewer, person, is_guarded=True)
    return link.hand_over(store, mail_server)


def _managed(unit: Unit, actor: Actor, id: PersonId) -> tuple[PersonId, Viewer, Person]:
    """Return the actor, by id and with their grants, and the person whom they manage."""
    viewer = authenticate(unit, actor)
    person = find_managed_person(unit, viewer, id)
    assert viewer.person is not None, "the command line manages nobody"
    return viewer.person, viewer, person


def _require_may_approve(unit: Unit, by: PersonId, person: Person) -> None:
    """Raise :class:`InvalidInput` where whoever approved has left or lost the access that it takes."""
    approver = unit.people.find(by)
    grants = tuple(grant for grant in unit.people.grants_of(by) if grant.counts(at=unit.at))
    try:
        if approver is None or approver.state is not PersonState.ACTIVE:
            raise InvalidInput(APPROVAL_VOID)
        find_managed_person(unit, Viewer(person=by, name=approver.name, grants=grants), person.id)
    except (NotFound, NotPermitted):
        raise InvalidInput(APPROVAL_VOID) from None


def _find_request(unit: Unit, id: PersonId, *, asked_by: PersonId) -> LinkRequest:
    found = unit.invitations.find_request(id, since=unit.at - LINK_LASTS)
    if found is None or found.asked_by != asked_by:
        raise InvalidInput(REQUEST_GONE)
    return found
