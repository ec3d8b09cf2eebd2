"""Keep text that was typed on a page which closed before it could send the text to its session."""

import json
from dataclasses import replace
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assessment.access.credential import Credential
from assessment.actions.answering import keep_draft
from assessment.dates import now
from assessment.errors import AssessmentError, BankUnusable, NotReadable, NotSaved, NotSignedIn, TooManyAtOnce, sentence
from assessment.ids import AssessmentId, PersonId, QuestionCode
from assessment.rounds.response import Draft
from assessment.services import Services, services
from web.request_bodies import PageName, QuestionName, Version, read_small_body
from web.session_cookie import credential_of
from web.work import SAVES

_TOO_LONG: Final = sentence("draft_too_long", "This text is too long for a closing page to send.")
_NOT_FROM_A_PAGE: Final = sentence("draft_not_from_a_page", "This text was not sent by a question page.")


class _TypedText(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    assessment: UUID
    question: QuestionName
    seen: Version
    person: UUID
    page: PageName
    fields: dict[str, str]


async def save_draft(request: Request) -> Response:
    """Keep the text as a draft.

    Respond with 204 if it was kept, with 503 and a sentence if it is worth trying again later, with 401 if its author
    is not signed in (their page then holds the text until they are), and with another 4xx and a sentence otherwise.
    """
    credential = credential_of(request)
    body = await read_small_body(request)
    if body is None:
        return PlainTextResponse(_TOO_LONG, status_code=413)
    try:
        typed = _TypedText.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError):
        return PlainTextResponse(_NOT_FROM_A_PAGE, status_code=400)
    try:
        await SAVES.run(_keep, services(), replace(credential, drawn_for=PersonId(typed.person)), typed)
    except NotSignedIn as error:
        return PlainTextResponse(str(error), status_code=401)
    except (NotSaved, NotReadable, BankUnusable, TooManyAtOnce) as error:
        return PlainTextResponse(str(error), status_code=503)
    except AssessmentError as error:
        return PlainTextResponse(str(error), status_code=409)
    return Response(status_code=204)


def _keep(app: Services, actor: Credential, typed: _TypedText) -> None:
    draft = Draft(
        question=QuestionCode(typed.question),
        page=typed.page,
        expected_version=typed.seen,
        kept_at=now(),
        fields=typed.fields,
    )
    keep_draft(app.store, actor, app.library, AssessmentId(typed.assessment), draft)
