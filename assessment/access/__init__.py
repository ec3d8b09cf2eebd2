"""Who may: the viewer, and one table of permissions. Every read and write passes here."""

from assessment.access.permissions import Permission, Role
from assessment.access.viewer import Viewer

__all__ = ["Permission", "Role", "Viewer"]
