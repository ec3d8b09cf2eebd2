"""The stages of an assessment, and the one table of its moves: which stage may follow which, and by whom.

::

    collecting ── release ──▶ released ── begin agreeing ──▶ open

    open ── submit ──▶ submitted ── begin moderation ──▶ in moderation ── publish ──▶ published
      ◀── take back ─────┘                                  │                            │
      ◀── send back ────────────────────────────────────────┴────────────────────────────┘

An assessment that its collaboration answers as one begins open. One whose partner forces answer alone first begins
collecting. Whatever was submitted can be withdrawn as a whole, and then stays as it is. Each move that undoes one has a
reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from assessment.codes import Event, Move, Permission, Stage
from assessment.errors import NotOpen, sentence
from assessment.rounds.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRule:
    """The rule for one move: the stages that it leads from, and the one that it leads to."""

    out_of: frozenset[Stage]
    to: Stage
    permission: Permission
    """What whoever makes the move must be allowed."""
    event: Event
    """What the audit trail records."""
    needs_reason: bool = False


MOVES: Final[Mapping[Move, MoveRule]] = {
    Move.RELEASE: MoveRule(
        out_of=frozenset({Stage.COLLECTING}),
        to=Stage.RELEASED,
        permission=Permission.RELEASE,
        event=Event.ANSWERS_RELEASED,
    ),
    Move.BEGIN_AGREEING: MoveRule(
        out_of=frozenset({Stage.RELEASED}),
        to=Stage.OPEN,
        permission=Permission.RELEASE,
        event=Event.AGREEING_BEGUN,
    ),
    Move.SUBMIT: MoveRule(
        out_of=frozenset({Stage.OPEN}),
        to=Stage.SUBMITTED,
        permission=Permission.SUBMIT,
        event=Event.ASSESSMENT_SUBMITTED,
    ),
    Move.TAKE_BACK: MoveRule(
        out_of=frozenset({Stage.SUBMITTED}),
        to=Stage.OPEN,
        permission=Permission.WITHDRAW,
        event=Event.SUBMISSION_WITHDRAWN,
        needs_reason=True,
    ),
    Move.BEGIN_MODERATION: MoveRule(
        out_of=frozenset({Stage.SUBMITTED}),
        to=Stage.IN_MODERATION,
        permission=Permission.MODERATE,
        event=Event.MODERATION_BEGUN,
    ),
    Move.PUBLISH: MoveRule(
        out_of=frozenset({Stage.IN_MODERATION}),
        to=Stage.PUBLISHED,
        permission=Permission.MODERATE,
        event=Event.ASSESSMENT_PUBLISHED,
    ),
    Move.SEND_BACK: MoveRule(
        out_of=frozenset({Stage.IN_MODERATION, Stage.PUBLISHED}),
        to=Stage.OPEN,
        permission=Permission.MODERATE,
        event=Event.ASSESSMENT_SENT_BACK,
        needs_reason=True,
    ),
    Move.WITHDRAW: MoveRule(
        out_of=frozenset({Stage.SUBMITTED, Stage.IN_MODERATION, Stage.PUBLISHED}),
        to=Stage.WITHDRAWN,
        permission=Permission.WITHDRAW,
        event=Event.ASSESSMENT_WITHDRAWN,
        needs_reason=True,
    ),
}
"""The rule for each move. A move that is not listed is refused."""


def require_move(assessment: Assessment, move: Move) -> None:
    """Raise :class:`NotOpen` where the move does not lead out of the stage that the assessment is in.

    What was amended makes no move, and what is being amended none that would take the ground from its amendment.
    """
    if assessment.is_amended or (assessment.amended_by is not None and MOVES[move].needs_reason):
        raise NotOpen(
            sentence(
                "amended_stays",
                "You cannot {move}: an amendment of it was begun, and this version stays as it is beside that.",
                move=move,
            )
        )
    if assessment.stage not in MOVES[move].out_of:
        raise NotOpen(
            sentence(
                "move_not_possible",
                "You cannot {move}: it is {stage}. Reload the page to see how it stands.",
                move=move,
                stage=assessment.stage,
            )
        )


def moved(assessment: Assessment, move: Move, *, at: datetime) -> Assessment:
    """Return the assessment after the move. Raise as :func:`require_move` does."""
    require_move(assessment, move)
    to = MOVES[move].to
    submitted_at = {Stage.OPEN: None, Stage.SUBMITTED: at}.get(to, assessment.submitted_at)
    return replace(assessment, stage=to, moved_at=at, submitted_at=submitted_at, seen_by=None, choices=())
