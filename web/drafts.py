"""Takes what a closing page had typed and could no longer send to its session."""

import json
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assessment.access.viewer import LEAD_AT_THIS_COMPUTER
from assessment.actions.answering import keep_draft
from assessment.errors import AssessmentError, BankUnusable, NotReadable, NotSaved
from assessment.house import House, house
from assessment.moments import now
from assessment.rounds.response import Draft
from assessment.terms import AssessmentId, QuestionCode
from web.bodies import PageName, QuestionName, Version, read_small


class _Typed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    assessment: UUID
    question: QuestionName
    seen: Version
    page: PageName
    fields: dict[str, str]


async def keep_typed_text(request: Request) -> Response:
    """Keep the text. 204 when kept, 4xx with a sentence when it cannot be, 503 with one when it may be later."""
    body = await read_small(request)
    if body is None:
        return PlainTextResponse("This is more text than a closing page can send.", status_code=413)
    try:
        typed = _Typed.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError):
        return PlainTextResponse("This is not text of a question's page.", status_code=400)
    try:
        await run_in_threadpool(_keep, house(), typed)
    except (NotSaved, NotReadable, BankUnusable) as error:
        return PlainTextResponse(str(error), status_code=503)
    except AssessmentError as error:
        return PlainTextResponse(str(error), status_code=409)
    return Response(status_code=204)


def _keep(house: House, typed: _Typed) -> None:
    draft = Draft(
        question=QuestionCode(typed.question),
        page=typed.page,
        seen=typed.seen,
        kept_at=now(),
        fields=typed.fields,
    )
    keep_draft(house.store, LEAD_AT_THIS_COMPUTER, house.library, AssessmentId(typed.assessment), draft)
