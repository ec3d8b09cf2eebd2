"""Save a level at the moment it is clicked, without waiting for the page to run again."""

import json
from dataclasses import replace
from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assessment.access import Credential
from assessment.actions.answering import record_level
from assessment.dates import now, uk_time
from assessment.errors import AssessmentError, BankUnusable, NotReadable, NotSaved, NotSignedIn, TooManyAtOnce, sentence
from assessment.ids import AssessmentId, PersonId, QuestionCode
from assessment.rounds.response import StoredResponse
from assessment.services import Services, services
from web.request_bodies import PageName, QuestionName, Version, read_small_body
from web.session_cookie import credential_of
from web.work import SAVES

_NOT_FROM_A_PAGE: Final = sentence("level_not_from_a_page", "This level was not sent by a question page.")


class _ClickedLevel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    assessment: UUID
    question: QuestionName
    person: UUID
    seen: Version
    page: PageName
    level: Annotated[str, Field(max_length=100)]


async def save_level(request: Request) -> Response:
    """Save the level that was clicked on a question page.

    Respond with 200 and the time of saving, as ``14:02``; with 503 and a sentence if it is worth trying
    again later; with 401 if its author is not signed in; with another 4xx and a sentence if it could not be saved.
    """
    credential = credential_of(request)
    try:
        clicked = _ClickedLevel.model_validate(json.loads(await read_small_body(request) or ""))
    except (ValidationError, ValueError, RecursionError):
        return PlainTextResponse(_NOT_FROM_A_PAGE, status_code=400)
    try:
        stored = await SAVES.run(_save, services(), replace(credential, drawn_for=PersonId(clicked.person)), clicked)
    except NotSignedIn as error:
        return PlainTextResponse(str(error), status_code=401)
    except TooManyAtOnce as error:
        return PlainTextResponse(str(error), status_code=503)
    except (NotSaved, NotReadable, BankUnusable) as error:
        return PlainTextResponse(str(error), status_code=503)
    except AssessmentError as error:
        return PlainTextResponse(str(error), status_code=409)
    return PlainTextResponse(uk_time(stored.saved_at) if stored.saved_at else "")


def _save(app: Services, actor: Credential, clicked: _ClickedLevel) -> StoredResponse:
    return record_level(
        app.store,
        actor,
        app.library,
        AssessmentId(clicked.assessment),
        QuestionCode(clicked.question),
        level=clicked.level,
        expected_version=clicked.seen,
        page=clicked.page,
        at=now(),
    )
