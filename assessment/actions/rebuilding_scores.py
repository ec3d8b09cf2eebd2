"""Works out again the scores that are kept of everything that was submitted."""

from datetime import datetime

from assessment.access import Actor
from assessment.actions.moving import scores_of
from assessment.authorisation import authenticate, authorise
from assessment.bank.library import Library
from assessment.codes import Event, Permission
from assessment.ids import AssessmentId
from assessment.store import Store, holding


def rebuild_scores(store: Store, actor: Actor, library: Library, *, at: datetime) -> tuple[int, int]:
    """Work out the scores of every assessment that counts, and return how many there are and how many were different.

    Each is a transaction of its own, so people go on working meanwhile. What was different is on record.
    """
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.REBUILD_SCORES)
        ids = [each.id for each in unit.assessments.all() if each.is_scored]
    different = sum(_rebuild(store, actor, library, id, at=at) for id in ids)
    return len(ids), different


def _rebuild(store: Store, actor: Actor, library: Library, id: AssessmentId, *, at: datetime) -> bool:
    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.REBUILD_SCORES)
        if not assessment.is_scored:  # it was taken back a moment ago
            return False
        is_different = unit.theme_scores.keep(assessment, scores_of(unit, library, assessment))
        if is_different:
            unit.audit.add(Event.SCORES_REBUILT, assessment=assessment, by=viewer.actor_id, at=at, detail={})
        return is_different
