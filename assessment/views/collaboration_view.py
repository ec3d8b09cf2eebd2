"""One collaboration: what the register says of it, and its rounds as far as the viewer may read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.access import Actor, Viewer
from assessment.authorisation import authenticate, authorise
from assessment.bank.library import Library
from assessment.codes import Event, Permission, PersonState, Role
from assessment.ids import AssessmentId, CollaborationId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.collaboration_lines import CollaborationLine, read_lines
from assessment.views.register_view import RegisteredCollaboration, read_entry


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationPage:
    """A collaboration with its rounds; None where the viewer may read none of them."""

    registered: RegisteredCollaboration
    rounds: CollaborationRounds | None
    can_take_over: Mapping[PersonId, str]
    """Those to whom the viewer may hand it over, by name; empty for whoever does not lead it."""
    may_start: bool
    """True where it has no round yet, and the viewer may start the first one."""
    may_invite: bool
    """True where it has none, and the viewer may give people of a partner force a role in it."""
    may_remove: bool
    """True where it has none, nothing came from it, and the viewer may remove it from the register."""


def open_collaboration(store: Store, actor: Actor, library: Library, id: CollaborationId) -> CollaborationPage:
    """Return the collaboration as the viewer may see it. Raise :class:`NotFound` where there is none."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        registered = read_entry(unit, viewer, id)
        rounds = unit.assessments.of(id)
        leads = bool(rounds) and viewer.may(Permission.HAND_OVER, of=rounds[0])
        own = viewer.force in registered.entry.forces_on(registered.today)
        return CollaborationPage(
            registered=registered,
            rounds=_read_rounds(unit, viewer, library, rounds),
            can_take_over=_read_possible_leads(unit, viewer, id) if leads else {},
            may_start=not rounds and own and viewer.may(Permission.START),
            may_invite=not rounds
            and any(
                viewer.may_give(Role.RESPONDENT, force=force, collaboration=id)
                for force in registered.entry.forces_on(registered.today)
            ),
            may_remove=not rounds and registered.may_change and not registered.successors,
        )


def _read_possible_leads(unit: Unit, viewer: Viewer, id: CollaborationId) -> dict[PersonId, str]:
    return {
        person.id: person.name
        for person, grants in unit.people.in_collaboration(id)
        if person.state is PersonState.ACTIVE
        and person.id != viewer.person
        and any(each.answers_for_force and each.counts(at=unit.at) for each in grants)
    }


def find_collaboration(store: Store, actor: Actor, id: AssessmentId) -> CollaborationId:
    """Return the collaboration of an assessment that the viewer may read. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        return authorise(unit, actor, id, Permission.READ)[1].collaboration.id


def _read_rounds(
    unit: Unit, viewer: Viewer, library: Library, rounds: tuple[Assessment, ...]
) -> CollaborationRounds | None:
    own = tuple(viewer.as_answered(each) for each in rounds if viewer.may(Permission.READ, of=each))
    if not own:
        return None
    lines = read_lines(unit, viewer, library, [own[place:] for place in range(len(own))])
    return CollaborationRounds(
        lines=lines,
        drafts=tuple(
            line
            for line in lines
            if line.newest.is_draft and not unit.audit.of(line.newest, only=[Event.ASSESSMENT_SUBMITTED])
        ),
    )
