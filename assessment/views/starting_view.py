"""Starting an assessment: what a next round takes over, and what a new collaboration may be mistaken for."""

from dataclasses import dataclass

from assessment.access import Actor
from assessment.access.lookalikes import lookalikes
from assessment.authorisation import authenticate, authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import BankUnusable
from assessment.ids import AssessmentId, ForceId
from assessment.rounds.assessment import Assessment, BankReference
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import read_assessment
from assessment.views.collaboration_lines import CollaborationLine, read_lines
from assessment.views.previous_round import version_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A collaboration that the new one looks like, by its newest assessment that the viewer may read."""

    assessment: Assessment
    can_start_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRound:
    """What the next round of a collaboration takes over from the round before, as far as the forces still exist."""

    line: CollaborationLine
    """The collaboration as it stands with the round before."""
    partners: tuple[ForceId, ...]
    lead_force: ForceId | None
    carried_over: int
    """How many of its answers can be carried over to the bank version of the next; 0 where it does not count."""
    asked: int
    """How many questions that version asks; 0 where it cannot be opened."""

    @property
    def before(self) -> Assessment:
        """Return the round before."""
        return self.line.newest


def open_next_round(
    store: Store, actor: Actor, library: Library, after: AssessmentId, *, on: BankReference | None = None
) -> NextRound:
    """Return what the next round takes over, which the viewer may start. Raise as :func:`open_assessment` does.

    `on` is the bank version that it answers, by default the newest.
    """
    with store.read() as unit:
        viewer, before = authorise(unit, actor, after, Permission.SUBMIT)
        known = unit.forces.known().names_on(uk_day(unit.at))
        rounds = unit.assessments.of(before.collaboration.id)
        carried, asked = _carried_over(unit, library, before, on)
        (line,) = read_lines(unit, viewer, library, [rounds[[each.id for each in rounds].index(before.id) :]])
    lead_force = before.collaboration.lead_force.force
    return NextRound(
        line=line,
        partners=tuple(each.force for each in before.collaboration.partners if each.force in known),
        lead_force=lead_force if lead_force in known else None,
        carried_over=carried,
        asked=asked,
    )


def _carried_over(unit: Unit, library: Library, before: Assessment, on: BankReference | None) -> tuple[int, int]:
    """Return how many answers can be carried over to that bank version, and how many questions it asks."""
    try:
        now = library.latest() if on is None else on.open_in(library)
        answered = read_assessment(unit, library, before).responses if before.counts else {}
    except BankUnusable:  # said where the assessment is started
        return 0, 0
    versions = version_pair(library, before.bank, BankReference.to(now))
    alike = {} if versions is None else versions.codes
    carried = sum(response.reply is not None for code, response in answered.items() if code in alike)
    return carried, len(tuple(now.questions()))


def open_lookalikes(store: Store, actor: Actor, name: str) -> tuple[Lookalike, ...]:
    """Return the collaborations that the viewer may read and that one of this name looks like."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.START)
        return tuple(
            Lookalike(assessment=each, can_start_next=viewer.may(Permission.SUBMIT, of=each))
            for each in lookalikes(viewer, name, unit.assessments.all())
        )
