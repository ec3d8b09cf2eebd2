"""Starts an assessment by hand, or from a file in the exchange format."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import uuid6

from assessment.access import Actor, Grant, Viewer
from assessment.access.viewer import ASSESSMENT_NOT_FOUND
from assessment.actions.choosing_forces import why_not_chosen
from assessment.actions.new_assessment import NewAssessment, made_assessment, start_of
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authenticate
from assessment.bank.applicability import Facts
from assessment.bank.library import Library
from assessment.codes import Event, Permission, Role
from assessment.dates import uk_day
from assessment.errors import InvalidInput, NotFound, NotPermitted, sentence
from assessment.ids import AssessmentId, CollaborationId, GrantId, OperationId, RespondentId
from assessment.register import RegisterEntry
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.rounds.assessment import (
    Assessment,
    ForceRespondent,
    highest,
)
from assessment.rounds.exchange import answered_bank, read_exchange
from assessment.store import Store, holding
from assessment.store.holding import Hold
from assessment.store.unit import Unit


def start_assessment(
    store: Store, actor: Actor, library: Library, start: NewAssessment, *, at: datetime, id: AssessmentId | None = None
) -> AssessmentId:
    """Start an assessment in a shared round, or in one of its own on the newest published bank.

    Raise :class:`InvalidInput` with every problem, and :class:`NotOpen` where the shared round is not open today.

    Names are no identities: only `follows` makes a round of a collaboration that is here already, for somebody who
    leads it. Raise :class:`InvalidInput` where a new one looks like one that the person may read, unless they say
    that it is another. Called twice with the same `id`, as by a double click, it starts one assessment.
    """
    assessment_id = id or AssessmentId(uuid6.uuid7())
    with store.begin(holding.account_of(actor), *_holds(assessment_id, start)) as unit:
        viewer = _starter(unit, actor)
        shared = None if start.round is None else unit.rounds.require(start.round)
        bank = library.latest() if shared is None else shared.bank.open_in(library)
        assessment = made_assessment(start, unit.forces.known(), bank=bank, at=at, id=assessment_id, shared=shared)
        if not _is_started(unit, viewer, assessment):
            if shared is not None:
                shared.require_open(on=uk_day(unit.at))
            _make_lead(unit, viewer, _add(unit, viewer, assessment, start))
    return assessment_id


def import_assessment(
    store: Store,
    actor: Actor,
    library: Library,
    text: str,
    *,
    at: datetime,
    id: AssessmentId | None = None,
    follows: AssessmentId | None = None,
    is_another: bool = False,
) -> AssessmentId:
    """Start an assessment from a file in the exchange format with every response in it, or change nothing at all.

    It answers the bank version that the file answers, also an older one, as long as that is published. `follows` and
    `is_another` are those of :class:`NewAssessment`. Raise as :func:`start_assessment` does.
    Called twice with the same `id`, as by a double click, it starts one assessment.
    """
    with store.read() as unit:
        _starter(unit, actor)
        forces = unit.forces.known()
    bank = answered_bank(text, library)
    exchange = read_exchange(text, bank)
    assessment_id = id or AssessmentId(uuid6.uuid7())
    start = replace(start_of(exchange), follows=follows, is_another=is_another)
    assessment = made_assessment(start, forces, bank=bank, at=at, id=assessment_id)
    with store.begin(holding.account_of(actor), *_holds(assessment_id, start)) as unit:
        viewer = _starter(unit, actor)
        if _is_started(unit, viewer, assessment):
            return assessment_id
        assessment = _add(unit, viewer, assessment, start)
        for response in exchange.responses.values():
            unit.responses.save(
                assessment,
                response,
                bank=bank,
                expected_version=0,
                operation=OperationId(uuid6.uuid7()),
                by=viewer.actor_id,
                at=at,
            )
        _make_lead(unit, viewer, assessment)
    return assessment_id


def _holds(id: AssessmentId, start: NewAssessment) -> list[Hold]:
    """Return the holds on an assessment that is started, on the round before, and on a registered collaboration."""
    holds = [holding.assessment(each) for each in (id, start.follows) if each is not None]
    return holds if start.registered is None else [*holds, holding.collaboration(start.registered)]


def _starter(unit: Unit, actor: Actor) -> Viewer:
    viewer = authenticate(unit, actor)
    viewer.require(Permission.START)
    return viewer


def _is_started(unit: Unit, viewer: Viewer, assessment: Assessment) -> bool:
    """Return True where this assessment was already started, by somebody who may answer it."""
    started = unit.assessments.find(assessment.id)
    if started is not None:
        viewer.require(Permission.RESPOND, of=started)
    return started is not None


def _add(unit: Unit, viewer: Viewer, assessment: Assessment, start: NewAssessment) -> Assessment:
    """Add the assessment, and return it as it is stored.

    The next round of a collaboration belongs to it, with the access that others have to it. It is shown on Home again.
    """
    own, started = viewer.force, assessment.collaboration
    if own is not None and (says := why_not_chosen(unit.forces.known(), own, on=uk_day(unit.at))):
        raise InvalidInput(says)
    if viewer.person is None or own is None or own not in started.forces:
        raise InvalidInput(
            sentence(
                "own_force_not_partner",
                "{force} is not among the partner forces. Add it: only a partner force can start an assessment.",
                force=unit.forces.known().name_of(own, on=uk_day(unit.at)) or "Your force",
            )
        )
    if start.follows is not None:
        before = _round_before(unit, viewer, start.follows)
        if start.carries_over:
            _require_carried_over(before, start)
        unit.collaborations.restore(before, by=viewer.actor_id, at=assessment.started_at)
        of = before.collaboration
        assessment = replace(
            assessment, collaboration=replace(started, id=of.id, name=of.name), alone=tuple(_alone(assessment, before))
        )
    elif start.registered is not None:
        entry = _unassessed(unit, viewer, start.registered)
        assessment = replace(assessment, collaboration=replace(started, id=entry.id, name=entry.name))
    elif not start.is_another:
        _require_unlike(unit, started.name)
    is_registered = start.follows is not None or start.registered is not None
    assessment = replace(assessment, facts=_facts(unit, assessment, is_registered=is_registered))
    unit.assessments.add(assessment, by=viewer.actor_id)
    return assessment


def _alone(assessment: Assessment, before: Assessment) -> Iterator[ForceRespondent]:
    """Yield who answers alone: each force, and after it the further respondents that it had in the round before."""
    for force in assessment.alone:
        yield force
        for each in before.alone:
            if each.force == force.force and each.perspective is not None:
                yield replace(force, id=RespondentId(uuid6.uuid7()), perspective=each.perspective)


def _facts(unit: Unit, assessment: Assessment, *, is_registered: bool) -> Facts:
    """Return the facts that decide what is asked. Whoever takes part in the round is a partner on its day."""
    taking_part, day = assessment.collaboration.forces, assessment.round.as_of
    entry = unit.register.find(assessment.collaboration.id) if is_registered else None
    if entry is None:
        return Facts(partners=len(taking_part))
    return replace(entry.facts_on(day), partners=len(entry.forces_on(day) | taking_part))


def _make_lead(unit: Unit, viewer: Viewer, assessment: Assessment) -> None:
    """Make the viewer the lead of the assessment's collaboration for their force, unless they lead it already."""
    if viewer.person is None or viewer.may(Permission.SUBMIT, of=assessment):
        return
    grant = Grant(
        id=GrantId(uuid6.uuid7()),
        person=viewer.person,
        role=Role.LEAD,
        collaboration=assessment.collaboration.id,
        force=viewer.force,
        starts_at=unit.at,
        confirmed_at=unit.at,
    )
    unit.people.add_grant(grant, by=viewer.actor_id)
    audit_person(unit, Event.ACCESS_GIVEN, by=viewer.actor_id, of=viewer.person, grant=grant)


def _round_before(unit: Unit, viewer: Viewer, id: AssessmentId) -> Assessment:
    before = unit.assessments.find(id)
    if before is None:
        raise NotFound(ASSESSMENT_NOT_FOUND)
    viewer.require(Permission.SUBMIT, of=before)
    return before


def _require_carried_over(before: Assessment, start: NewAssessment) -> None:
    if not before.counts:
        raise InvalidInput(
            sentence(
                "nothing_to_carry_over",
                "{round} is not submitted, or was withdrawn, so it has no answers to carry over. Begin with an empty "
                "assessment.",
                round=before.round.title,
            )
        )
    if start.as_of <= before.round.as_of:
        raise InvalidInput(
            sentence(
                "carried_over_from_later",
                "The answers of {round} describe {as_of}. To carry them over, choose a later date that the answers "
                "describe, or begin with an empty assessment.",
                round=before.round.title,
                as_of=before.round.as_of,
            )
        )
    if highest([start.classification, before.classification]) is not start.classification:
        raise InvalidInput(
            sentence(
                "carried_over_marked_higher",
                "The answers of {round} are marked {marking}. To carry them over, choose this classification, or begin "
                "with an empty assessment.",
                round=before.round.title,
                marking=before.classification,
            )
        )


def _unassessed(unit: Unit, viewer: Viewer, id: CollaborationId) -> RegisterEntry:
    """Return a collaboration of the register whose first assessment the viewer may start."""
    entry = unit.register.find(id)
    if entry is None:
        raise NotFound(COLLABORATION_NOT_FOUND)
    if viewer.force not in entry.forces_on(uk_day(unit.at)):
        raise NotPermitted(
            sentence(
                "not_a_partner_in_register",
                "Your force is not a partner of {collaboration} in the register. Ask an administrator to add it there.",
                collaboration=entry.name,
            )
        )
    if unit.assessments.of(id):
        raise InvalidInput(
            sentence(
                "assessed_already",
                "{collaboration} has been assessed meanwhile. One of its leads can start its next round.",
                collaboration=entry.name,
            )
        )
    return entry


def _require_unlike(unit: Unit, name: str) -> None:
    """Raise :class:`InvalidInput` where the register has a collaboration of that name. Everybody knows its names."""
    forces, today = unit.forces.known(), uk_day(unit.at)
    if alike := unit.register.named(name):
        raise InvalidInput(
            sentence(
                "collaboration_looks_alike",
                "A collaboration with this name is here already: {collaborations}. To assess it again, start its next "
                "round. If you mean another one, say so below.",
                collaborations="; ".join(
                    f"{each.name}, led by {forces.name_of(each.lead_force, on=today)}" if each.lead_force else each.name
                    for each in alike
                ),
            )
        )
