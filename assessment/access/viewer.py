"""The person at the screen."""

from dataclasses import dataclass
from typing import Final

from assessment.access.permissions import GRANTS, Permission, Role
from assessment.errors import NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is looking, and as what. `name` is what the audit trail says."""

    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether this viewer holds the permission."""
        return permission in GRANTS[self.role]

    def require(self, permission: Permission) -> None:
        """Raise :class:`NotPermitted` unless this viewer holds the permission."""
        if not self.may(permission):
            raise NotPermitted(f"You may not {permission}. Ask the collaboration lead to do it, or to give you access.")


LEAD_AT_THIS_COMPUTER: Final = Viewer(name="Collaboration lead", role=Role.LEAD)
"""Whoever sits at this computer. The app listens on this computer only, so there is nobody else yet."""
