"""Colleagues: who gives the same answers as a viewer, and to whom of them the viewer may hand a question."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from assessment.access.grant import Grant
from assessment.access.viewer import Viewer
from assessment.codes import Permission
from assessment.ids import ForceId, PersonId
from assessment.rounds.assessment import Assessment
from assessment.rounds.working_notes import HandedQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A person with a role in the collaboration, and the questions of a respondent that were handed to them."""

    id: PersonId
    name: str
    force: ForceId | None
    grants: tuple[Grant, ...]
    """Their grants in the collaboration, whether they count now or not; none of somebody who cannot sign in."""
    handed: tuple[HandedQuestion, ...] = ()


def gives_answers(grants: Iterable[Grant], assessment: Assessment, *, at: datetime) -> bool:
    """Return True if somebody with those grants may give the answers of `assessment` that are meant, at that time."""
    return bool(_giving(grants, assessment, at=at))


def may_hand_to(
    viewer: Viewer, person: PersonId, grants: Iterable[Grant], assessment: Assessment, *, at: datetime
) -> bool:
    """Return True if the viewer may hand questions of the answers that are meant to the person with those grants.

    It is somebody else who may give the same answers, and for a force for which the viewer answers too. Whoever manages
    the collaboration may hand them to anybody who may give them.
    """
    giving = _giving(grants, assessment, at=at)
    if person == viewer.person or not giving:
        return False
    own = {grant.force for grant in _giving(viewer.grants, assessment, at=at)}
    return viewer.may(Permission.MANAGE_COLLABORATION, of=assessment) or any(grant.force in own for grant in giving)


def _giving(grants: Iterable[Grant], assessment: Assessment, *, at: datetime) -> list[Grant]:
    """Return the grants by each of which alone somebody may give the answers that are meant."""
    found = []
    for grant in grants:
        alone = Viewer(person=grant.person, name="", grants=(grant,) if grant.counts(at=at) else ())
        as_they_answer = alone.as_answered(replace(assessment, seen_by=None), assessment.answers_of)
        if alone.may(Permission.RESPOND, of=assessment) and as_they_answer.answers_of == assessment.answers_of:
            found.append(grant)
    return found
