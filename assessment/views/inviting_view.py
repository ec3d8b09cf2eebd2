"""Whom one may invite: the roles to give, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.access.credential import Actor
from assessment.access.permissions import ROLES
from assessment.access.viewer import Viewer
from assessment.authorisation import authenticate
from assessment.codes import Permission, Perspective, Reach, Role
from assessment.dates import uk_day
from assessment.ids import CollaborationId, ForceId
from assessment.rounds.assessment import Assessment
from assessment.rounds.telling_apart import collaboration_labels
from assessment.store import Store
from assessment.views.people_view import further_respondents, manageable, managed_forces


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedTo:
    """A collaboration that the viewer may invite people to."""

    label: str
    gives: Mapping[Role, frozenset[ForceId] | None]
    """The roles that the viewer may give in it, each with the forces whose people may have it; None for everybody."""

    perspectives: Mapping[ForceId, tuple[Perspective, ...]]
    """Those of the further respondents of each force that has any."""

    def takes(self, role: Role, force: ForceId | None) -> bool:
        """Return True if the viewer may give that role to people of that force."""
        return role in self.gives and (self.gives[role] is None or force in (self.gives[role] or ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """Whom the viewer may invite."""

    roles: tuple[Role, ...]
    collaborations: Mapping[CollaborationId, InvitedTo]
    """By the name of each."""
    forces: Mapping[ForceId, str]
    """The forces whose people the viewer may invite, each with its name today, by name."""
    is_anybody: bool
    """True where the viewer may invite people of every force, and of none."""


def open_inviting(store: Store, actor: Actor) -> Inviting:
    """Return whom the viewer may invite. Raise :class:`NotPermitted`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.INVITE)
        managed = managed_forces(viewer)
        led = viewer.collaborations_with(Permission.INVITE)
        newest = {
            each.collaboration.id: each
            for each in unit.assessments.newest_of_each(led if managed == frozenset() else None)
        }
        forces, today = unit.forces.known(), uk_day(unit.at)
        unassessed = unit.register_search.unassessed(today)
    shown = {each.id for each in manageable(viewer, newest.values())}
    known = [each for each in newest.values() if each.id in shown or viewer.may(Permission.INVITE, of=each)]
    collaborations = {
        id: InvitedTo(
            label=label,
            gives=_gives(viewer, id, newest[id].collaboration.forces),
            perspectives=_perspectives(newest[id]),
        )
        for id, label in collaboration_labels(known).items()
    } | {
        each.id: InvitedTo(label=each.label, gives=gives, perspectives={})
        for each in unassessed
        if (gives := _gives(viewer, each.id, each.partners))
    }
    invited = {force for each in collaborations.values() for takes in each.gives.values() for force in takes or ()}
    return Inviting(
        roles=tuple(role for role, rule in ROLES.items() if any(viewer.holds(each) for each in rule.given_by)),
        collaborations=collaborations,
        forces=forces.names_on(today) if managed is None else forces.named(managed | invited, on=today),
        is_anybody=managed is None,
    )


def _perspectives(newest: Assessment) -> Mapping[ForceId, tuple[Perspective, ...]]:
    found = {force: further_respondents([newest], force) for force in newest.collaboration.forces}
    return {force: each for force, each in found.items() if each}


def _gives(
    viewer: Viewer, id: CollaborationId, partners: frozenset[ForceId]
) -> Mapping[Role, frozenset[ForceId] | None]:
    """Return what the viewer may give in a collaboration of those partners, and to the people of which forces."""
    gives: dict[Role, frozenset[ForceId] | None] = {}
    for role, rule in ROLES.items():
        if not rule.may_name_collaborations:
            continue
        if rule.reach is not Reach.COLLABORATION_FOR_A_FORCE and viewer.holds(Role.ADMINISTRATOR):
            gives[role] = None
        elif takes := frozenset(force for force in partners if viewer.may_give(role, force=force, collaboration=id)):
            gives[role] = takes
    return gives
