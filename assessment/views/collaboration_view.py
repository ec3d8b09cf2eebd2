"""One collaboration across its rounds."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.ids import AssessmentId
from assessment.store import Store
from assessment.views.home_view import CollaborationLine, read_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationPage:
    """The rounds of a collaboration that the viewer may read, each with how it has changed since the one before."""

    rounds: tuple[CollaborationLine, ...]
    """Newest first, at least one. Each is that of its line."""
    may_start_next: bool
    """True where the newest round is submitted and the viewer leads the collaboration."""


def open_collaboration(store: Store, actor: Actor, library: Library, id: AssessmentId) -> CollaborationPage:
    """Return the collaboration of that assessment, which the viewer may read. Raise :class:`NotFound`."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        own = tuple(
            each for each in unit.assessments.of(assessment.collaboration.id) if viewer.may(Permission.READ, of=each)
        )
        return CollaborationPage(
            rounds=read_lines(unit, viewer, library, [own[place:] for place in range(len(own))]),
            may_start_next=own[0].submitted_at is not None
            and viewer.may(Permission.START)
            and viewer.may(Permission.SUBMIT, of=own[0]),
        )
