"""Starting an assessment: what a next round takes over, and what a new collaboration may be mistaken for."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.access.lookalikes import lookalikes
from assessment.authorisation import authenticate, authorise
from assessment.codes import Permission
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A collaboration that the new one looks like, by its newest assessment that the viewer may read."""

    assessment: Assessment
    can_start_next: bool


def open_round_before(store: Store, actor: Actor, id: AssessmentId) -> Assessment:
    """Return an assessment whose next round the viewer may start. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        return authorise(unit, actor, id, Permission.SUBMIT)[1]


def open_lookalikes(store: Store, actor: Actor, name: str) -> tuple[Lookalike, ...]:
    """Return the collaborations that the viewer may read and that one of this name looks like."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.START)
        return tuple(
            Lookalike(assessment=each, can_start_next=viewer.may(Permission.SUBMIT, of=each))
            for each in lookalikes(viewer, name, unit.assessments.all())
        )
