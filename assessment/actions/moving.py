"""Moves an assessment from one stage to another, and keeps the scores of what counts, in one transaction."""

from datetime import datetime

from assessment.access import Viewer
from assessment.bank.library import Library
from assessment.codes import Move
from assessment.rounds.assessment import Assessment
from assessment.rounds.lifecycle import MOVES, require_move
from assessment.rounds.text_rules import clean_reason
from assessment.scoring import Scores, score
from assessment.store import Unit


def make_move(
    unit: Unit,
    viewer: Viewer,
    assessment: Assessment,
    move: Move,
    *,
    at: datetime,
    reason: str = "",
    scores: Scores | None = None,
) -> Assessment:
    """Move the assessment for a viewer who may, and return it as it is then. `scores` are those of a submission.

    Made a second time, a move without a reason changes nothing. Raise :class:`NotOpen` where it does not lead out of
    the stage that the assessment is in, and :class:`InvalidInput` without a reason where it needs one.
    """
    rule = MOVES[move]
    if assessment.stage is rule.to and not rule.needs_reason:
        return assessment
    require_move(assessment, move)
    if rule.needs_reason:
        reason = clean_reason(reason)
    after = unit.assessments.move(assessment, move, by=viewer.actor_id, at=at, reason=reason)
    if scores is not None:
        unit.theme_scores.keep(after, scores)
    elif not after.is_scored:
        unit.theme_scores.remove(after)
    return after


def scores_of(unit: Unit, library: Library, assessment: Assessment) -> Scores:
    """Return the scores that follow from the assessment's answers. Raise :class:`BankUnusable`."""
    bank = assessment.open_bank(library)
    replies = {code: stored.response for code, stored in unit.responses.of(assessment, bank).items()}
    return score(bank, replies, lifts=False).scores
