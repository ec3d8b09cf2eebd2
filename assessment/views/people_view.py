"""Who is signed in and what is open to them; the people and their access; a person's own account."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access.credential import Actor, Credential, fingerprint
from assessment.access.grant import Grant
from assessment.access.permissions import ROLES
from assessment.access.person import Person
from assessment.access.viewer import Viewer
from assessment.authorisation import USE_RECORDED_EVERY, authenticate
from assessment.codes import Permission, Role
from assessment.ids import CollaborationId
from assessment.store import Store
from assessment.wording import words


def open_viewer(store: Store, actor: Actor) -> Viewer:
    """Who asks. Raises :class:`NotSignedIn`."""
    with store.read() as unit:
        return authenticate(unit, actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who is here. `is_noted` says that the use of the session was noted within the last minute."""

    viewer: Viewer
    is_noted: bool


def open_visitor(store: Store, actor: Credential) -> Visitor:
    """Who is here. Raises :class:`NotSignedIn`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        return Visitor(
            viewer=viewer, is_noted=viewer.seen_at is not None and unit.at - viewer.seen_at < USE_RECORDED_EVERY
        )


def has_no_people(store: Store) -> bool:
    """Whether there is nobody yet, so that the first administrator is still to come. Anybody may know."""
    with store.read() as unit:
        return unit.people.is_empty()


def find_invited_name(store: Store, secret: str) -> str | None:
    """The name of whoever was invited by that secret, if it still counts. Whoever has the link may know."""
    with store.read() as unit:
        id = unit.invitations.find(fingerprint(secret), at=unit.at)
        person = id and unit.people.find(id)
        return person.name if person else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """One grant, in words, and whether it counts now."""

    grant: Grant
    words: str
    counts: bool
    lapses_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person with the access that has not ended. `is_self` is the viewer, who cannot change themselves."""

    person: Person
    grants: tuple[GrantLine, ...]
    is_self: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """What those who give access see: the people they answer for, and what they can give."""

    people: tuple[PersonLine, ...]
    roles: tuple[Role, ...]
    collaborations: dict[CollaborationId, str]
    force: str | None
    """The one force whose people they invite; none where it may be any."""


def open_people(store: Store, actor: Actor) -> PeoplePage:
    """The people whose access the viewer gives. Raises :class:`NotPermitted`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        is_administrator = viewer.may_manage(None)
        names = unit.people.collaborations()
        grants = [grant for grant in unit.people.grants() if not grant.has_ended(at=unit.at)]
        people = [person for person in unit.people.all() if viewer.may_manage(person.force)]
        if not is_administrator:
            names = {id: name for id, name in names.items() if viewer.force in unit.people.partners_of(id)}
        lines = tuple(
            PersonLine(
                person=person,
                grants=tuple(_line(grant, names, at=unit.at) for grant in grants if grant.person == person.id),
                is_self=person.id == viewer.person,
            )
            for person in people
        )
    return PeoplePage(
        people=lines,
        roles=tuple(role for role, allowed in ROLES.items() if any(viewer.holds(each) for each in allowed.given_by)),
        collaborations=names,
        force=None if is_administrator else viewer.force,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a person sees of their own account."""

    person: Person
    has_password: bool
    grants: tuple[GrantLine, ...]


def open_account(store: Store, actor: Credential) -> Account:
    """The account of whoever asks."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        person = None if viewer.person is None else unit.people.find(viewer.person)
        assert person is not None, "whoever was admitted by a session is there"
        names = unit.people.collaborations()
        has_password = unit.people.secrets_of(person.id).password is not None
        return Account(
            person=person,
            has_password=has_password,
            grants=tuple(_line(grant, names, at=unit.at) for grant in viewer.grants),
        )


def _line(grant: Grant, names: dict[CollaborationId, str], *, at: datetime) -> GrantLine:
    said = words(grant.role)
    if grant.collaboration is not None:
        said += f", {names.get(grant.collaboration, 'a collaboration of other forces')}"
    if grant.force is not None:
        said += f", for {grant.force}"
    return GrantLine(grant=grant, words=said, counts=grant.counts(at=at), lapses_at=grant.lapses_at)
