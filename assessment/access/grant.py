"""A grant: one role of one person, where it reaches, and from when until when it counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assessment.access.permissions import ROLES
from assessment.codes import Permission, Reach, Role
from assessment.ids import CollaborationId, GrantId, PersonId

LAPSES_AFTER: Final = timedelta(days=90)
"""Access that nobody has confirmed for so long does not count until somebody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role, given. What its reach does not need is none."""

    id: GrantId
    person: PersonId
    role: Role
    collaboration: CollaborationId | None = None
    force: str | None = None
    starts_at: datetime
    ends_at: datetime | None = None
    confirmed_at: datetime

    @property
    def lapses_at(self) -> datetime:
        """When it stops to count unless it is confirmed."""
        return self.confirmed_at + LAPSES_AFTER

    def has_ended(self, *, at: datetime) -> bool:
        """Whether its end has come."""
        return self.ends_at is not None and at >= self.ends_at

    def counts(self, *, at: datetime) -> bool:
        """Whether it gives its role at that moment."""
        return self.starts_at <= at < self.lapses_at and not self.has_ended(at=at)

    def allows(self, permission: Permission) -> bool:
        """Whether the role has the permission, wherever it reaches."""
        return permission in ROLES[self.role].permissions

    def reaches_collaboration(self, collaboration: CollaborationId) -> bool:
        """Whether it reaches that collaboration."""
        match ROLES[self.role].reach:
            case Reach.EVERYWHERE:
                return True
            case Reach.COLLABORATION | Reach.COLLABORATION_FOR_A_FORCE:
                return self.collaboration == collaboration
            case Reach.FORCE:
                return False

    def reaches_force(self, force: str | None) -> bool:
        """Whether it reaches the people of that force; of no force, only what reaches everywhere does."""
        match ROLES[self.role].reach:
            case Reach.EVERYWHERE:
                return True
            case Reach.FORCE:
                return force is not None and self.force == force
            case Reach.COLLABORATION | Reach.COLLABORATION_FOR_A_FORCE:
                return False
