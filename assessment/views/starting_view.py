"""Starting an assessment: what a next round takes over, and what a new collaboration may be mistaken for."""

from dataclasses import dataclass

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate, authorise
from assessment.bank.applicability import UNKNOWN, asked_of
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import BankUnusable, NotFound
from assessment.ids import AssessmentId, CollaborationId, ForceId
from assessment.register import RegisterEntry
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.rounds.assessment import Assessment, BankReference
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import read_assessment
from assessment.views.collaboration_lines import CollaborationLine, read_lines
from assessment.views.previous_round import version_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A collaboration of the register that the new one looks like, as everybody sees it."""

    entry: RegisterEntry
    lead_force: str | None
    partners: tuple[str, ...]
    newest: Assessment | None
    """Its newest assessment that the viewer may read."""
    can_start_next: bool
    can_start_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRound:
    """What the next round takes over from the register and from the round before, as far as the forces still exist."""

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

    @property
    def name(self) -> str:
        """Return the name of the collaboration."""
        return self.before.collaboration.name


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPartners:
    """A collaboration with the partners and the lead force that it has today, as far as the forces still exist."""

    id: CollaborationId
    name: str
    partners: tuple[ForceId, ...]
    lead_force: ForceId | None


def open_next_round(
    store: Store, actor: Actor, library: Library, after: AssessmentId, *, on: BankReference | None = None
) -> NextRound:
    """Return what the next round takes over, which the viewer may start. Raise as :func:`open_assessment` does.

    `on` is the bank version that it answers, by default the newest.
    """
    with store.read() as unit:
        viewer, before = authorise(unit, actor, after, Permission.SUBMIT)
        registered = _registered_partners(unit, before.collaboration.id)
        rounds = unit.assessments.of(before.collaboration.id)
        carried, asked = _carried_over(unit, library, before, on)
        (line,) = read_lines(unit, viewer, library, [rounds[[each.id for each in rounds].index(before.id) :]])
    return NextRound(
        line=line,
        partners=registered.partners,
        lead_force=registered.lead_force,
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
    entry = unit.register.find(before.collaboration.id)
    facts = UNKNOWN if entry is None else entry.facts_on(uk_day(unit.at))
    versions = version_pair(library, (before.bank, before.facts), (BankReference.to(now), facts))
    alike = {} if versions is None else versions.codes
    carried = sum(response.reply is not None for code, response in answered.items() if code in alike)
    return carried, len(tuple(asked_of(now, facts).questions()))


def open_first_round(store: Store, actor: Actor, id: CollaborationId) -> RegisteredPartners:
    """Return what the first assessment of a registered collaboration takes over. Raise :class:`NotFound`."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.START)
        return _registered_partners(unit, id)


def _registered_partners(unit: Unit, id: CollaborationId) -> RegisteredPartners:
    entry, today = unit.register.find(id), uk_day(unit.at)
    if entry is None:
        raise NotFound(COLLABORATION_NOT_FOUND)
    known = unit.forces.known().names_on(today)
    partners = tuple(each.force for each in entry.partners_on(today) if each.force in known)
    return RegisteredPartners(
        id=id, name=entry.name, partners=partners, lead_force=entry.lead_force if entry.lead_force in partners else None
    )


def open_lookalikes(store: Store, actor: Actor, name: str) -> tuple[Lookalike, ...]:
    """Return the collaborations of the register that one of this name looks like."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.START)
        return tuple(_lookalike(unit, viewer, each) for each in unit.register.named(name))


def _lookalike(unit: Unit, viewer: Viewer, entry: RegisterEntry) -> Lookalike:
    today, known, rounds = uk_day(unit.at), unit.forces.known(), unit.assessments.of(entry.id)
    readable = [each for each in rounds if viewer.may(Permission.READ, of=each)]
    return Lookalike(
        entry=entry,
        lead_force=known.name_of(entry.lead_force, on=today),
        partners=tuple(known.by_id[each.force].name_on(today) for each in entry.partners_on(today)),
        newest=readable[0] if readable else None,
        can_start_next=bool(readable) and viewer.may(Permission.SUBMIT, of=readable[0]),
        can_start_first=not rounds and viewer.force in entry.forces_on(today),
    )
