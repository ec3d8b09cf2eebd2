"""Records responses. What is acknowledged here is never lost."""

from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.ids import AssessmentId, OperationId, RespondentId
from assessment.rounds.assessment import require_question
from assessment.rounds.response import Response, StoredResponse
from assessment.rounds.response_rules import require_valid
from assessment.store import Store, holding


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
    answers_of: RespondentId | None = None,
) -> StoredResponse:
    """Save a whole response over the version that its author saw, and return it as it is now stored.

    One without a reply makes the question unanswered.

    `answers_of` is the respondent that the page was drawn for, so that what was typed for a force alone is never saved
    as what the partners agree, nor as what another force says.

    `operation` is made by the page for this response over this version. Repeated after a lost answer, it counts once.

    Raise :class:`InvalidFields` where it cannot be taken, :class:`NotOpen` after submission, and
    :class:`ResponseChanged` where somebody else has saved since.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND, answers_of=answers_of)
        assessment.require_answers_of(answers_of)
        assessment.require_open()
        bank = assessment.bank.open_in(library)
        require_question(bank, response.question)
        return unit.responses.save(
            assessment,
            require_valid(bank, response, forces=assessment.agreeing_forces),
            bank=bank,
            expected_version=expected_version,
            operation=operation,
            by=viewer.actor_id,
            at=at,
        )
