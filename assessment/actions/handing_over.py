"""Hands a collaboration over from its lead to somebody who answers for one of its partners already."""

import uuid6

from assessment.access import Actor, Grant
from assessment.actions.people_audit import audit_person
from assessment.authorisation import authorise
from assessment.codes import Event, Permission, PersonState, Role
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId, GrantId, PersonId
from assessment.store import Store, holding
from assessment.store.unit import Unit


def hand_over(store: Store, actor: Actor, assessment_id: AssessmentId, *, to: PersonId) -> None:
    """Make that person lead the assessment's collaboration in the place of the viewer, who goes on as a respondent.

    Raise :class:`InvalidInput` unless the person can sign in and answers for a partner force of the collaboration.
    """
    with store.begin(
        holding.account_of(actor), holding.account(to), holding.assessment(assessment_id), holding.EVERYBODY
    ) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.HAND_OVER)
        if viewer.person is None or viewer.person == to:
            raise InvalidInput(sentence("hand_over_to_oneself", "You lead this collaboration already. Choose another."))
        collaboration = assessment.collaboration.id
        person = unit.people.find(to)
        known = _counting(unit, unit.people.grants_of(to), assessment.collaboration.id)
        as_respondent = next((each for each in known if each.answers_for_force), None)
        if person is None or person.state is not PersonState.ACTIVE or as_respondent is None:
            raise InvalidInput(
                sentence(
                    "successor_unknown",
                    "Whoever takes over must be able to sign in and answer for a partner force. Invite them as a "
                    "respondent first.",
                )
            )
        own = _counting(unit, viewer.grants, collaboration)
        if not any(each.role is Role.LEAD for each in known):
            _give(unit, as_respondent, Role.LEAD, by=viewer.actor_id)
        for grant in (each for each in own if each.role is Role.LEAD):
            if not any(each.role is Role.RESPONDENT and each.answers_for_force for each in own):
                _give(unit, grant, Role.RESPONDENT, by=viewer.actor_id)
            unit.people.end_grant(grant.id, at=max(unit.at, grant.starts_at))
            audit_person(unit, Event.ACCESS_ENDED, by=viewer.actor_id, of=viewer.person, grant=grant)
        unit.sessions.end_all(to, at=unit.at)


def _counting(unit: Unit, grants: tuple[Grant, ...], collaboration: object) -> list[Grant]:
    return [each for each in grants if each.collaboration == collaboration and each.counts(at=unit.at)]


def _give(unit: Unit, like: Grant, role: Role, *, by: str) -> None:
    """Give the person of that grant another role in the same collaboration, for the same force."""
    grant = Grant(
        id=GrantId(uuid6.uuid7()),
        person=like.person,
        role=role,
        collaboration=like.collaboration,
        force=like.force,
        starts_at=unit.at,
        confirmed_at=unit.at,
    )
    unit.people.add_grant(grant, by=by)
    audit_person(unit, Event.ACCESS_GIVEN, by=by, of=like.person, grant=grant)
