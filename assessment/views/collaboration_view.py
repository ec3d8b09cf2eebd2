"""One collaboration across its rounds."""

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.ids import AssessmentId
from assessment.store import Store
from assessment.views.home_view import CollaborationLine, read_lines


def open_collaboration(store: Store, actor: Actor, library: Library, id: AssessmentId) -> tuple[CollaborationLine, ...]:
    """Return a line for each round of that assessment's collaboration that the viewer may read, newest first.

    Each line is as the collaboration stood with that round. Raise :class:`NotFound` where the viewer may not read the
    assessment.
    """
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        own = tuple(
            each for each in unit.assessments.of(assessment.collaboration.id) if viewer.may(Permission.READ, of=each)
        )
        return read_lines(unit, viewer, library, [own[place:] for place in range(len(own))])
