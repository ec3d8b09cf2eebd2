"""Authenticates whoever calls and authorises what they ask for. Every action and every view begins here.

This happens inside the caller's own transaction, and nothing is remembered between two calls: the session, the person
and the grants are read from the database each time, so access that was removed a moment ago no longer counts.
"""

from datetime import timedelta
from typing import Final

from assessment.access.credential import Actor, CommandLine, Credential
from assessment.access.grant import Grant
from assessment.access.viewer import ASSESSMENT_NOT_FOUND, OPERATOR, Viewer
from assessment.codes import Permission, PersonState
from assessment.errors import NotFound, NotSignedIn, sentence
from assessment.ids import AssessmentId, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.store.unit import Unit

NOT_SIGNED_IN: Final = sentence(
    "not_signed_in", "You are not signed in, or your session has ended. Sign in to continue."
)
SIGNED_IN_AS_ANOTHER: Final = sentence(
    "signed_in_as_another", "Somebody else is signed in here now. Reload the page to continue as them."
)
USE_RECORDED_EVERY: Final = timedelta(minutes=1)
"""The use of a session is recorded at most this often."""


def authenticate(unit: Unit, actor: Actor) -> Viewer:
    """Return who is calling, with the grants that count now. Raise :class:`NotSignedIn`."""
    match actor:
        case CommandLine():
            return OPERATOR
        case Credential():
            return _signed_in_viewer(unit, actor)


def authorise(
    unit: Unit, actor: Actor, id: AssessmentId, permission: Permission, *, answers_of: RespondentId | None = None
) -> tuple[Viewer, Assessment]:
    """Return who is calling and the assessment they ask for, as they answer it: :meth:`Viewer.as_answered`.

    `answers_of` is the respondent that they want to answer for, where they may answer for several. Raise
    :class:`NotFound` and :class:`NotPermitted`.
    """
    viewer = authenticate(unit, actor)
    assessment = unit.assessments.find(id)
    if assessment is None:
        raise NotFound(ASSESSMENT_NOT_FOUND)
    viewer.require(permission, of=assessment)
    return viewer, viewer.as_answered(assessment, answers_of)


def _signed_in_viewer(unit: Unit, credential: Credential) -> Viewer:
    owner = unit.sessions.behind(credential.fingerprint)
    if owner is None or not owner.session.is_alive(at=unit.at) or owner.person.state is not PersonState.ACTIVE:
        raise NotSignedIn(NOT_SIGNED_IN)
    person = owner.person
    if credential.drawn_for not in (None, person.id):
        raise NotSignedIn(SIGNED_IN_AS_ANOTHER)
    if unit.for_writing and unit.at - owner.session.seen_at >= USE_RECORDED_EVERY:
        unit.sessions.touch(credential.fingerprint, at=unit.at)
    return Viewer(
        person=person.id,
        name=person.name,
        force=person.force,
        grants=tuple(grant for grant in owner.grants if _counts(unit, grant)),
        seen_at=owner.session.seen_at,
    )


def _counts(unit: Unit, grant: Grant) -> bool:
    if grant.counts(at=unit.at):
        return True
    # Without this, a service whose only administrator was away for long could never be administered again.
    has_only_lapsed = (
        grant.allows(Permission.MANAGE_PEOPLE) and grant.reaches_force(None) and not grant.has_ended(at=unit.at)
    )
    return has_only_lapsed and not unit.people.has_administrator(at=unit.at)
