"""One collaboration across its rounds."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Event, Permission
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.views.collaboration_lines import CollaborationLine, read_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationRounds:
    """The rounds that the viewer may read, newest first, and those of them that were never submitted."""

    lines: tuple[CollaborationLine, ...]
    """A line for each round, as the collaboration stood with it."""
    drafts: tuple[CollaborationLine, ...]

    @property
    def newest(self) -> Assessment:
        """Return the newest round."""
        return self.lines[0].newest


def open_collaboration(store: Store, actor: Actor, library: Library, id: AssessmentId) -> CollaborationRounds:
    """Return the rounds of that assessment's collaboration. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.READ)
        own = tuple(
            viewer.as_answered(each)
            for each in unit.assessments.of(assessment.collaboration.id)
            if viewer.may(Permission.READ, of=each)
        )
        lines = read_lines(unit, viewer, library, [own[place:] for place in range(len(own))])
        return CollaborationRounds(
            lines=lines,
            drafts=tuple(line for line in lines if not unit.audit.of(line.newest, only=[Event.ASSESSMENT_SUBMITTED])),
        )
