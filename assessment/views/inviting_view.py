"""Whom one may invite: the roles to give, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.access.credential import Actor
from assessment.access.permissions import ROLES
from assessment.access.viewer import Viewer
from assessment.authorisation import authenticate
from assessment.codes import Permission, Reach, Role
from assessment.ids import CollaborationId
from assessment.rounds.assessment import Assessment
from assessment.rounds.telling_apart import collaboration_labels
from assessment.store import Store
from assessment.views.people_view import manageable, managed_forces


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedTo:
    """A collaboration that the viewer may invite people to."""

    label: str
    gives: Mapping[Role, frozenset[str] | None]
    """The roles that the viewer may give in it, each with the forces whose people may have it; None for everybody."""

    def takes(self, role: Role, force: str | None) -> bool:
        """Return True if the viewer may give that role to people of that force."""
        return role in self.gives and (self.gives[role] is None or force in (self.gives[role] or ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """Whom the viewer may invite."""

    roles: tuple[Role, ...]
    collaborations: Mapping[CollaborationId, InvitedTo]
    """By the name of each."""
    forces: tuple[str, ...] | None
    """The forces whose people the viewer may invite; None for everybody."""


def open_inviting(store: Store, actor: Actor) -> Inviting:
    """Return whom the viewer may invite. Raise :class:`NotPermitted`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.INVITE)
        assessments = unit.assessments.all()
    shown = {each.id for each in manageable(viewer, assessments)}
    known = [each for each in assessments if each.id in shown or viewer.may(Permission.INVITE, of=each)]
    newest: dict[CollaborationId, Assessment] = {}
    for each in known:
        newest.setdefault(each.collaboration.id, each)
    collaborations = {
        id: InvitedTo(label=label, gives=_gives(viewer, newest[id]))
        for id, label in collaboration_labels(known).items()
    }
    managed = managed_forces(viewer)
    invited = {force for each in collaborations.values() for forces in each.gives.values() for force in forces or ()}
    return Inviting(
        roles=tuple(role for role, rule in ROLES.items() if any(viewer.holds(each) for each in rule.given_by)),
        collaborations=collaborations,
        forces=None if managed is None else tuple(sorted(managed | invited)),
    )


def _gives(viewer: Viewer, newest: Assessment) -> Mapping[Role, frozenset[str] | None]:
    """Return what the viewer may give in the collaboration of that round, and to the people of which forces."""
    collaboration = newest.collaboration
    gives: dict[Role, frozenset[str] | None] = {}
    for role, rule in ROLES.items():
        if not rule.may_name_collaborations:
            continue
        if rule.reach is not Reach.COLLABORATION_FOR_A_FORCE and viewer.holds(Role.ADMINISTRATOR):
            gives[role] = None
        elif forces := frozenset(
            force
            for force in collaboration.partners
            if viewer.may_give(role, force=force, collaboration=collaboration.id)
        ):
            gives[role] = forces
    return gives
