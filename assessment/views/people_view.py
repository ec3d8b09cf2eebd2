"""People and their access, for those who give it: a page of a searched list, one person, and whom one may invite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from assessment.access.credential import Actor
from assessment.access.grant import Grant
from assessment.access.link_request import LINK_LASTS, LinkRequest, needs_second_person
from assessment.access.permissions import ROLES
from assessment.access.person import Person
from assessment.access.viewer import PERSON_NOT_FOUND, Viewer
from assessment.authorisation import authenticate
from assessment.codes import PeopleShown, Permission, PersonState, Role
from assessment.errors import NotFound
from assessment.ids import CollaborationId, GrantId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.rounds.telling_apart import collaboration_labels
from assessment.store import Store
from assessment.store.people_search import PeopleQuery
from assessment.store.unit import Unit
from assessment.views.page_numbers import nearest_page
from assessment.wording import words

PEOPLE_PER_PAGE: Final = 25
EVERYBODY: Final = PeopleQuery()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """A grant in words, and whether it counts now."""

    grant: Grant
    words: str
    counts: bool
    ends_at: datetime | None
    """When it ends, or lapses unless it is confirmed, whichever comes first; None where neither will happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequestLine:
    """A request for a new-password link, with the names of who asked and who approved; `is_own` is the viewer's."""

    request: LinkRequest
    asked_by: str
    approved_by: str | None
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person with the access that has not ended. `is_self` marks the viewer, who cannot change their own access."""

    person: Person
    grants: tuple[GrantLine, ...]
    is_self: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of the people whose access the viewer manages, by name."""

    people: tuple[PersonLine, ...]
    counts: Mapping[PeopleShown, int]
    """How many match what is sought, for each choice of what is shown."""
    forces: tuple[str, ...]
    """The forces of which the viewer manages people; empty where that is every force."""
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPanel:
    """One person whose access the viewer manages, and what the viewer can give them."""

    line: PersonLine
    needs_second_person: bool
    """True if a new-password link for them must not be in the hands of whoever makes it alone."""
    link_request: LinkRequestLine | None
    roles: tuple[Role, ...]
    collaborations: Mapping[CollaborationId, str]
    """A label for each that the viewer can give access to, by name."""


def open_people(store: Store, actor: Actor, query: PeopleQuery = EVERYBODY, *, page: int = 1) -> PeoplePage:
    """Return a page of the people whose access the viewer manages. Raise :class:`NotPermitted`.

    A page that does not exist is the nearest that does.
    """
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        forces = managed_forces(viewer)
        never = never_lapsing(unit)
        query = replace(query, of_forces=forces, never_lapses=never)
        counts = {each: unit.people_search.count(replace(query, shown=each), at=unit.at) for each in PeopleShown}
        page, pages = nearest_page(page, counts[query.shown], size=PEOPLE_PER_PAGE)
        people = unit.people_search.page(query, at=unit.at, first=(page - 1) * PEOPLE_PER_PAGE, most=PEOPLE_PER_PAGE)
        grants = unit.people_search.grants_of(each.id for each in people)
        return PeoplePage(
            people=tuple(_line(viewer, each, grants.get(each.id, ()), {}, never, at=unit.at) for each in people),
            counts=counts,
            forces=tuple(sorted(forces or ())),
            page=page,
            pages=pages,
        )


def open_person(store: Store, actor: Actor, id: PersonId) -> PersonPanel:
    """Return one person. Raise :class:`NotPermitted`, and :class:`NotFound` where the viewer may not know of them."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        person = unit.people.find(id)
        if person is None or person.state is PersonState.FORGOTTEN or not viewer.may_manage(person.force):
            raise NotFound(PERSON_NOT_FOUND)
        grants = unit.people.grants_of(id)
        labels = collaboration_labels(manageable(viewer, unit.assessments.all()))
        # Access to a collaboration whose only draft was deleted is still named by it.
        every = collaboration_labels(manageable(viewer, unit.assessments.all(with_deleted=True)))
        request = unit.invitations.find_request(id, since=unit.at - LINK_LASTS)
        return PersonPanel(
            line=_line(viewer, person, grants, every, never_lapsing(unit), at=unit.at),
            needs_second_person=needs_second_person(person, grants, at=unit.at),
            link_request=None if request is None else _request_line(unit, request, viewer),
            roles=tuple(role for role, rule in ROLES.items() if any(viewer.holds(each) for each in rule.given_by)),
            collaborations=labels,
        )


def managed_forces(viewer: Viewer) -> frozenset[str] | None:
    """Return the forces whose people the viewer manages; None for the people of every force and of none."""
    if viewer.may_manage(None):
        return None
    return frozenset(
        each.force for each in viewer.grants if each.allows(Permission.MANAGE_PEOPLE) and each.force is not None
    )


def manageable(viewer: Viewer, assessments: Sequence[Assessment]) -> list[Assessment]:
    """Return the assessments of the collaborations to which the viewer gives access: all, or those of their force."""
    # Newest first, so that the partners of a collaboration are those of its newest round.
    partners: dict[CollaborationId, tuple[str, ...]] = {}
    for each in assessments:
        partners.setdefault(each.collaboration.id, each.collaboration.partners)
    forces = managed_forces(viewer)
    return [each for each in assessments if forces is None or forces & set(partners[each.collaboration.id])]


def never_lapsing(unit: Unit) -> frozenset[GrantId]:
    """Return the grants of the only administrator whose access counts or would, which do not lapse."""
    administrators = unit.people.administrators()
    counting = {each.person for each in administrators if each.counts(at=unit.at)}
    return frozenset(
        each.id for each in administrators if not counting - {each.person} and not each.has_ended(at=unit.at)
    )


def grant_line(
    grant: Grant, labels: Mapping[CollaborationId, str], never: frozenset[GrantId], *, at: datetime
) -> GrantLine:
    """Return the grant in words; `labels` holds the labels of the collaborations by id, `never` what does not lapse."""
    said = words(grant.role)
    if grant.collaboration is not None:
        said += f", {labels.get(grant.collaboration, 'a collaboration of other forces')}"
    if grant.force is not None:
        said += f" ({grant.force})"
    lapses_at = None if grant.id in never else grant.lapses_at
    return GrantLine(
        grant=grant,
        words=said,
        counts=grant.counts(at=at) or grant.id in never,
        ends_at=min(filter(None, (lapses_at, grant.ends_at)), default=None),
    )


def _line(
    viewer: Viewer,
    person: Person,
    grants: Iterable[Grant],
    labels: Mapping[CollaborationId, str],
    never: frozenset[GrantId],
    *,
    at: datetime,
) -> PersonLine:
    return PersonLine(
        person=person,
        grants=tuple(grant_line(each, labels, never, at=at) for each in grants if not each.has_ended(at=at)),
        is_self=person.id == viewer.person,
    )


def _request_line(unit: Unit, request: LinkRequest, viewer: Viewer) -> LinkRequestLine:
    approved_by = request.approved_by
    return LinkRequestLine(
        request=request,
        asked_by=unit.people.name_of(str(request.asked_by)),
        approved_by=None if approved_by is None else unit.people.name_of(str(approved_by)),
        is_own=request.asked_by == viewer.person,
    )
