"""Collaborations that a new one may be mistaken for: those that a reader takes for the same by their names."""

from collections.abc import Iterable

from assessment.access.viewer import Viewer
from assessment.codes import Permission
from assessment.ids import CollaborationId
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import name_key


def lookalikes(viewer: Viewer, name: str, assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Return, for each collaboration whose name looks like this one, the newest of its assessments, newest first.

    `assessments` come newest first. What the viewer may not read is left out: nobody learns from here that it exists.
    """
    found: dict[CollaborationId, Assessment] = {}
    for each in assessments:
        if name_key(each.collaboration.name) == name_key(name) and viewer.may(Permission.READ, of=each):
            found.setdefault(each.collaboration.id, each)
    return tuple(found.values())
