"""Records responses. What is acknowledged here is never lost."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Level
from assessment.codes import Permission
from assessment.ids import AssessmentId, OperationId
from assessment.rounds.assessment import require_question
from assessment.rounds.response import Response, StoredResponse
from assessment.rounds.response_rules import require_valid
from assessment.scoring.placement import place
from assessment.store import Store, holding


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedResponse:
    """A response as it was saved, the level that it reaches, and how much of its theme has a reply."""

    stored: StoredResponse
    level: Level | None
    """None while the question is unanswered, and where it does not apply."""
    answered: int
    """How many of the theme's questions are answered or marked not applicable."""
    asked: int


def record_response(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    response: Response,
    *,
    expected_version: int,
    operation: OperationId,
    at: datetime,
) -> RecordedResponse:
    """Save a whole response over the version that its author saw. One without a reply makes the question unanswered.

    `operation` is made by the page for this response over this version. Repeated after a lost answer, it counts once.

    Raise :class:`InvalidResponse` where it cannot be taken, :class:`NotOpen` after submission, and
    :class:`ResponseChanged` where somebody else has saved since.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND)
        assessment.require_open()
        bank = assessment.bank.open_in(library)
        asked = require_question(bank, response.question)
        stored = unit.responses.save(
            assessment,
            require_valid(bank, response),
            bank=bank,
            expected_version=expected_version,
            operation=operation,
            by=viewer.actor_id,
            at=at,
        )
        theme = [each.code for each in bank.theme_of(asked.code).questions]
        met = stored.response.met
        return RecordedResponse(
            stored=stored,
            level=None if met is None else place(asked, met, bank.scale).level,
            answered=unit.responses.count_replies(assessment, theme),
            asked=len(theme),
        )
