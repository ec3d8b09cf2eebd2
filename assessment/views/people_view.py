"""People and their access, for those who give it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.access.credential import Actor
from assessment.access.grant import Grant
from assessment.access.link_request import LINK_LASTS, LinkRequest, needs_second_person
from assessment.access.permissions import ROLES
from assessment.access.person import Person
from assessment.access.viewer import Viewer
from assessment.authorisation import authenticate
from assessment.codes import Permission, Role
from assessment.ids import CollaborationId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.rounds.telling_apart import collaboration_labels
from assessment.store import Store
from assessment.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """A grant in words, and whether it counts now."""

    grant: Grant
    words: str
    counts: bool
    lapses_at: datetime


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
    needs_second_person: bool
    """True if a new-password link for them must not be in the hands of whoever makes it alone."""
    link_request: LinkRequestLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The people whose access the viewer manages, and the roles and collaborations that the viewer can give."""

    people: tuple[PersonLine, ...]
    roles: tuple[Role, ...]
    collaborations: Mapping[CollaborationId, str]
    """A label for each, by name."""
    force: str | None
    """The one force whose people the viewer may invite; None where any force is possible."""


def open_people(store: Store, actor: Actor) -> PeoplePage:
    """Return the people whose access the viewer manages. Raise :class:`NotPermitted`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.MANAGE_PEOPLE)
        is_administrator = viewer.may_manage(None)
        labels = collaboration_labels(_manageable(viewer, unit.assessments.all()))
        grants: dict[PersonId, list[Grant]] = defaultdict(list)
        for grant in unit.people.grants():
            if not grant.has_ended(at=unit.at):
                grants[grant.person].append(grant)
        people = [person for person in unit.people.all() if viewer.may_manage(person.force)]
        requests = unit.invitations.requests(since=unit.at - LINK_LASTS)
        people_names = unit.people.names() if requests else {}
        lines = tuple(
            PersonLine(
                person=person,
                grants=tuple(grant_line(grant, labels, at=unit.at) for grant in grants[person.id]),
                is_self=person.id == viewer.person,
                needs_second_person=needs_second_person(person, grants[person.id], at=unit.at),
                link_request=_request_line(requests.get(person.id), people_names, viewer),
            )
            for person in people
        )
    return PeoplePage(
        people=lines,
        roles=tuple(role for role, allowed in ROLES.items() if any(viewer.holds(each) for each in allowed.given_by)),
        collaborations=labels,
        force=None if is_administrator else viewer.force,
    )


def _manageable(viewer: Viewer, assessments: Sequence[Assessment]) -> list[Assessment]:
    """Return the assessments of the collaborations to which the viewer gives access: all, or those of their force."""
    # Newest first, so that the partners of a collaboration are those of its newest round.
    partners: dict[CollaborationId, tuple[str, ...]] = {}
    for each in assessments:
        partners.setdefault(each.collaboration.id, each.collaboration.partners)
    return [each for each in assessments if viewer.may_manage(None) or viewer.force in partners[each.collaboration.id]]


def grant_line(grant: Grant, labels: Mapping[CollaborationId, str], *, at: datetime) -> GrantLine:
    """Return the grant in words; `labels` holds the labels of the collaborations by id."""
    said = words(grant.role)
    if grant.collaboration is not None:
        said += f", {labels.get(grant.collaboration, 'a collaboration of other forces')}"
    if grant.force is not None:
        said += f" ({grant.force})"
    return GrantLine(grant=grant, words=said, counts=grant.counts(at=at), lapses_at=grant.lapses_at)


def _request_line(request: LinkRequest | None, names: Mapping[str, str], viewer: Viewer) -> LinkRequestLine | None:
    if request is None:
        return None
    return LinkRequestLine(
        request=request,
        asked_by=names[str(request.asked_by)],
        approved_by=None if request.approved_by is None else names[str(request.approved_by)],
        is_own=request.asked_by == viewer.person,
    )
