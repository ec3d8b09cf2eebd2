"""Why an assessment stands where it does: the last move that undid one, by whom, when and for what reason."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Event, Permission
from assessment.ids import AssessmentId
from assessment.rounds.lifecycle import MOVES
from assessment.store import Store

_MOVED = tuple(rule.event for rule in MOVES.values())
_UNDONE = tuple(rule.event for rule in MOVES.values() if rule.needs_reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageNote:
    """A move that undid one."""

    event: Event
    by: str
    at: datetime
    reason: str


def open_stage_note(store: Store, actor: Actor, id: AssessmentId) -> StageNote | None:
    """Return the assessment's last move, or None where it undid nothing. Raise as :func:`open_assessment` does."""
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.READ)
        moves = unit.audit.of(assessment, only=_MOVED)
        if not moves or moves[-1].event not in _UNDONE:
            return None
        last = moves[-1]
        return StageNote(
            event=last.event, by=unit.people.name_of(last.by), at=last.at, reason=str(last.detail.get("reason", ""))
        )
