"""People and their access, for those who give it: a page of a searched list, one person, and whom one may invite."""

from collections.abc import Iterable, Mapping
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
from assessment.codes import PeopleShown, Permission, PersonState, Perspective, Role
from assessment.dates import uk_day
from assessment.errors import NotFound
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.rounds.telling_apart import collaboration_labels
from assessment.store import Store
from assessment.store.people_search import PeopleQuery
from assessment.store.register_search import Unassessed
from assessment.store.unit import Unit
from assessment.views.page_numbers import nearest_page
from assessment.wording import in_perspective, words

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
    force: str | None
    """The name of their force today."""
    grants: tuple[GrantLine, ...]
    is_self: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of the people whose access the viewer manages, by name."""

    people: tuple[PersonLine, ...]
    counts: Mapping[PeopleShown, int]
    """How many match what is sought, for each choice of what is shown."""
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
    perspectives: tuple[Perspective, ...]
    """Those of the further respondents of the person's force that any of the collaborations has."""


def open_people(store: Store, actor: Actor, query: PeopleQuery = EVERYBODY, *, page: int = 1) -> PeoplePage:
    """Return a page of the people whose access the viewer manages. Raise :class:`NotPermitted`.

    A page that does not exist is the nearest that does.
    """
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        never = never_lapsing(unit)
        query = replace(query, of_forces=managed_forces(viewer), never_lapses=never)
        counts = {each: unit.people_search.count(replace(query, shown=each), at=unit.at) for each in PeopleShown}
        page, pages = nearest_page(page, counts[query.shown], size=PEOPLE_PER_PAGE)
        people = unit.people_search.page(query, at=unit.at, first=(page - 1) * PEOPLE_PER_PAGE, most=PEOPLE_PER_PAGE)
        grants = unit.people_search.grants_of(each.id for each in people)
        return PeoplePage(
            people=tuple(
                _line(unit, viewer, each, grant_lines(unit, grants.get(each.id, ()), {}, never)) for each in people
            ),
            counts=counts,
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
        assessments = manageable(viewer, unit.assessments.newest_of_each())
        unassessed = {each.id: each.label for each in manageable_unassessed(unit, viewer)}
        labels = collaboration_labels(assessments) | unassessed
        # Access to a collaboration whose only draft was deleted is still named by it.
        every = unassessed | collaboration_labels(
            manageable(viewer, unit.assessments.newest_of_each(with_deleted=True))
        )
        request = unit.invitations.find_request(id, since=unit.at - LINK_LASTS)
        return PersonPanel(
            line=_line(unit, viewer, person, grant_lines(unit, grants, every, never_lapsing(unit))),
            needs_second_person=needs_second_person(person, grants, at=unit.at),
            link_request=None if request is None else _request_line(unit, request, viewer),
            roles=tuple(role for role, rule in ROLES.items() if any(viewer.holds(each) for each in rule.given_by)),
            collaborations=labels,
            perspectives=further_respondents(assessments, person.force),
        )


def managed_forces(viewer: Viewer) -> frozenset[ForceId] | None:
    """Return the forces whose people the viewer manages; None for the people of every force and of none."""
    if viewer.may_manage(None):
        return None
    return frozenset(
        each.force for each in viewer.grants if each.allows(Permission.MANAGE_PEOPLE) and each.force is not None
    )


def manageable(viewer: Viewer, newest: Iterable[Assessment]) -> list[Assessment]:
    """Return those of the collaborations to which the viewer gives access: all, or those of their force.

    `newest` is the newest assessment of each: its partners count.
    """
    forces = managed_forces(viewer)
    return [each for each in newest if forces is None or forces & each.collaboration.forces]


def further_respondents(assessments: Iterable[Assessment], force: ForceId | None) -> tuple[Perspective, ...]:
    """Return the perspectives of the further respondents that the force has in any of the assessments."""
    has = {each.perspective for assessment in assessments for each in assessment.alone if each.force == force}
    return tuple(each for each in Perspective if each in has)


def manageable_unassessed(unit: Unit, viewer: Viewer) -> list[Unassessed]:
    """Return the unassessed collaborations to which the viewer gives access: all, or those of their force."""
    forces = managed_forces(viewer)
    found = unit.register_search.unassessed(uk_day(unit.at))
    return [each for each in found if forces is None or forces & each.partners]


def never_lapsing(unit: Unit) -> frozenset[GrantId]:
    """Return the grants of the only administrator whose access counts or would, which do not lapse."""
    administrators = unit.people.administrators()
    counting = {each.person for each in administrators if each.counts(at=unit.at)}
    return frozenset(
        each.id for each in administrators if not counting - {each.person} and not each.has_ended(at=unit.at)
    )


def grant_lines(
    unit: Unit, grants: Iterable[Grant], labels: Mapping[CollaborationId, str], never: frozenset[GrantId]
) -> tuple[GrantLine, ...]:
    """Return grants in words; `labels` holds the labels of the collaborations by id, `never` what does not lapse."""
    return tuple(_grant_line(unit, each, labels, never) for each in grants)


def _grant_line(
    unit: Unit, grant: Grant, labels: Mapping[CollaborationId, str], never: frozenset[GrantId]
) -> GrantLine:
    at = unit.at
    said = in_perspective(words(grant.role), grant.perspective)
    if grant.collaboration is not None:
        said += f", {labels.get(grant.collaboration, 'a collaboration of other forces')}"
    if grant.force is not None:
        said += f" ({unit.forces.known().name_of(grant.force, on=uk_day(at))})"
    lapses_at = None if grant.id in never else grant.lapses_at
    return GrantLine(
        grant=grant,
        words=said,
        counts=grant.counts(at=at) or grant.id in never,
        ends_at=min(filter(None, (lapses_at, grant.ends_at)), default=None),
    )


def _line(
    unit: Unit,
    viewer: Viewer,
    person: Person,
    lines: Iterable[GrantLine],
) -> PersonLine:
    return PersonLine(
        person=person,
        force=unit.forces.known().name_of(person.force, on=uk_day(unit.at)),
        grants=tuple(each for each in lines if not each.grant.has_ended(at=unit.at)),
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
