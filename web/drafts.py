"""Takes what a closing page had typed and could no longer send to its session."""

import json
from dataclasses import replace
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assessment.access.credential import Credential
from assessment.actions.answering import keep_draft
from assessment.dates import now
from assessment.errors import AssessmentError, BankUnusable, NotReadable, NotSaved, NotSignedIn
from assessment.ids import AssessmentId, PersonId, QuestionCode
from assessment.rounds.response import Draft
from assessment.services import Services, services
from web.bodies import PageName, QuestionName, Version, read_small
from web.sessions import credential_of


class _Typed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    assessment: UUID
    question: QuestionName
    seen: Version
    person: UUID
    page: PageName
    fields: dict[str, str]


async def keep_typed_text(request: Request) -> Response:
    """Keep the text. 204 when kept, 4xx with a sentence when it cannot be, 503 with one when it may be later.

    401 where its author is not signed in: their page keeps it until they are.
    """
    credential = credential_of(request)
    body = await read_small(request)
    if body is None:
        return PlainTextResponse("This is more text than a closing page can send.", status_code=413)
    try:
        typed = _Typed.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError):
        return PlainTextResponse("This is not text of a question's page.", status_code=400)
    try:
        await run_in_threadpool(_keep, services(), replace(credential, drawn_for=PersonId(typed.person)), typed)
    except NotSignedIn as error:
        return PlainTextResponse(str(error), status_code=401)
    except (NotSaved, NotReadable, BankUnusable) as error:
        return PlainTextResponse(str(error), status_code=503)
    except AssessmentError as error:
        return PlainTextResponse(str(error), status_code=409)
    return Response(status_code=204)


def _keep(house: Services, actor: Credential, typed: _Typed) -> None:
    draft = Draft(
        question=QuestionCode(typed.question),
        page=typed.page,
        expected_version=typed.seen,
        kept_at=now(),
        fields=typed.fields,
    )
    keep_draft(house.store, actor, house.library, AssessmentId(typed.assessment), draft)
