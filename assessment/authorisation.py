"""Who asks, and what they may see of it. Every action and every view begins here, inside its own transaction.

Nothing is remembered between two calls: the session, the person and the grants are read from the database each time, so
that what was ended a moment ago does not count in the next call, whoever makes it.
"""

from datetime import timedelta
from typing import Final

from assessment.access.credential import Actor, CommandLine, Credential
from assessment.access.grant import Grant
from assessment.access.viewer import ASSESSMENT_NOT_FOUND, OPERATOR, Viewer
from assessment.codes import Permission, PersonState
from assessment.errors import NotFound, NotSignedIn
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.store.unit import Unit

NOT_SIGNED_IN: Final = "You are not signed in, or your session has ended. Sign in to go on."
SIGNED_IN_AS_ANOTHER: Final = "Somebody else is signed in here now. Reload the page to go on as them."
USE_RECORDED_EVERY: Final = timedelta(minutes=1)
"""How exactly it is noted when a session was used last."""


def authenticate(unit: Unit, actor: Actor) -> Viewer:
    """Who asks, with the grants that count now. Raises :class:`NotSignedIn`."""
    match actor:
        case CommandLine():
            return OPERATOR
        case Credential():
            return _viewer(unit, actor)


def authorise(unit: Unit, actor: Actor, id: AssessmentId, permission: Permission) -> tuple[Viewer, Assessment]:
    """The same, with the assessment that they ask for. Raises :class:`NotFound` and :class:`NotPermitted`."""
    viewer = authenticate(unit, actor)
    assessment = unit.assessments.find(id)
    if assessment is None:
        raise NotFound(ASSESSMENT_NOT_FOUND)
    viewer.require(permission, of=assessment)
    return viewer, assessment


def _viewer(unit: Unit, credential: Credential) -> Viewer:
    standing = unit.people.behind(credential.fingerprint)
    if standing is None or not standing.session.is_alive(at=unit.at) or standing.person.state is not PersonState.ACTIVE:
        raise NotSignedIn(NOT_SIGNED_IN)
    person = standing.person
    if credential.drawn_for not in (None, person.id):
        raise NotSignedIn(SIGNED_IN_AS_ANOTHER)
    if unit.for_writing and unit.at - standing.session.seen_at >= USE_RECORDED_EVERY:
        unit.sessions.touch(credential.fingerprint, at=unit.at)
    return Viewer(
        person=person.id,
        name=person.name,
        force=person.force,
        grants=tuple(grant for grant in standing.grants if _counts(unit, grant)),
        seen_at=standing.session.seen_at,
    )


def _counts(unit: Unit, grant: Grant) -> bool:
    if grant.counts(at=unit.at):
        return True
    # Without this, a service whose one administrator was away for long could never be administered again.
    has_only_lapsed = (
        grant.allows(Permission.MANAGE_PEOPLE)
        and grant.reaches_force(None)
        and grant.starts_at <= unit.at
        and not grant.has_ended(at=unit.at)
    )
    return has_only_lapsed and not any(each.counts(at=unit.at) for each in unit.people.administrators())
