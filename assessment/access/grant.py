"""Grants: one role of one person, how far it reaches, and the time for which it counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assessment.access.permissions import ROLES
from assessment.codes import Permission, Perspective, Reach, Role
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId

LAPSES_AFTER: Final = timedelta(days=90)
"""A grant stops counting when nobody has confirmed it for this long, and counts again once somebody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role given to a person. `collaboration` and `force` are None if the role's reach does not need them.

    A respondent with a `perspective` answers for that further respondent of the force, and not for the force.
    """

    id: GrantId
    person: PersonId
    role: Role
    collaboration: CollaborationId | None = None
    force: ForceId | None = None
    perspective: Perspective | None = None
    starts_at: datetime
    ends_at: datetime | None = None
    confirmed_at: datetime

    @property
    def lapses_at(self) -> datetime:
        """Return the time at which the grant stops counting unless somebody confirms it."""
        return self.confirmed_at + LAPSES_AFTER

    def has_ended(self, *, at: datetime) -> bool:
        """Return True if the grant's end has passed."""
        # Where the clock was set back after a grant began, the grant ends at its beginning, which is still to come.
        return self.ends_at is not None and (at >= self.ends_at or self.ends_at == self.starts_at)

    def counts(self, *, at: datetime) -> bool:
        """Return True if the grant gives its role at that time.

        It does so from the moment it is stored: its beginning lies ahead only where the clock was set back since.
        """
        return at < self.lapses_at and not self.has_ended(at=at)

    def allows(self, permission: Permission) -> bool:
        """Return True if the role has the permission, however far it reaches."""
        return permission in ROLES[self.role].permissions

    @property
    def answers_for_force(self) -> bool:
        """Return True if the grant is to answer for a force itself, and not for a further respondent of it."""
        return self.allows(Permission.RESPOND) and self.perspective is None

    def reaches_collaboration(self, collaboration: CollaborationId) -> bool:
        """Return True if the grant covers that collaboration."""
        match ROLES[self.role].reach:
            case Reach.EVERYWHERE:
                return True
            case Reach.COLLABORATION | Reach.COLLABORATION_FOR_A_FORCE:
                return self.collaboration == collaboration
            case Reach.EVERYWHERE_OR_COLLABORATION:
                return self.collaboration in (None, collaboration)
            case Reach.FORCE:
                return False

    def reaches_force(self, force: ForceId | None) -> bool:
        """Return True if the grant covers the people of that force.

        People of no force (None) are covered only by a role that reaches everywhere.
        """
        match ROLES[self.role].reach:
            case Reach.EVERYWHERE:
                return True
            case Reach.FORCE:
                return force is not None and self.force == force
            case _:
                return False
