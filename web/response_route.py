"""One response of the question form: saved as it is typed, and read again to see what is stored now."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date
from typing import Annotated, Final
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictBool, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse

from assessment.access.credential import Credential
from assessment.actions.answering import record_response
from assessment.authorisation import SIGNED_IN_AS_ANOTHER
from assessment.dates import now
from assessment.errors import (
    AssessmentError,
    BankUnusable,
    DoesNotFit,
    InvalidInput,
    NotFound,
    NotOpen,
    NotPermitted,
    NotReadable,
    NotSaved,
    NotSignedIn,
    ResponseChanged,
    Sentence,
    TooManyAtOnce,
    sentence,
)
from assessment.ids import AssessmentId, EvidenceId, OperationId, PersonId, QuestionCode, StatementCode
from assessment.rounds.response import Evidence, Met, NotApplicable, Reply, Response, StoredResponse
from assessment.rounds.response_rules import InvalidResponse
from assessment.services import services
from assessment.views.answered_assessment import assessment_id
from assessment.views.theme_form import open_response
from web.recorded_refusal import record_refusal
from web.request_bodies import read_small_body
from web.session_cookie import credential_of
from web.work import SAVES

_PERSON: Final = "x-person"
"""The header that names the person the form was drawn for. In another person's session nothing is saved or shown."""
_STATUS: Final = {
    NotSignedIn: 401,
    NotPermitted: 403,
    NotOpen: 403,
    NotFound: 404,
    TooManyAtOnce: 429,
    NotSaved: 503,
    NotReadable: 503,
    BankUnusable: 503,
}
_NOT_FROM_A_FORM: Final = sentence("response_not_from_a_form", "This answer was not sent by a question page.")
_TOO_LONG: Final = sentence("response_too_long", "This answer is too long to be sent. Shorten it.")
_UNCLEAR_DATE: Final = sentence(
    "evidence_date_unclear", "Give the date as a day, a month and a year, or leave it empty."
)
_FIELDS: Final = {"not_applicable": "notApplicable"}
"""The names that the form has for places of a response, where they differ."""


_Problem = dict[str, str]
"""The field, empty for the whole response, and what is wrong with it."""


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: object) -> str:
    """Return the text, with halves of characters too, for which the rules have a sentence."""
    if not isinstance(value, str):
        raise ValueError("not a text")  # noqa: TRY004 - the error that pydantic collects
    return value


_Text = Annotated[str, PlainValidator(_text)]


class _SentEvidence(_Sent):
    id: UUID | None = None
    title: _Text
    reference: _Text = ""
    date: str | None = None


class _SentResponse(_Sent):
    met: Annotated[list[_Text], Field(max_length=200)] | None = None
    not_applicable: _Text | None = Field(default=None, alias="notApplicable")
    finding: StrictBool | None = None
    rationale: _Text = ""
    evidence: Annotated[list[_SentEvidence], Field(max_length=200)] = []


class _SentSave(_Sent):
    expected_version: Annotated[int, Field(alias="expectedVersion", ge=0, lt=2**31 - 1)]
    operation: UUID
    response: _SentResponse


class _NotFromAForm(Exception):
    """No form of ours sends this."""


async def save_response(request: Request) -> JSONResponse:
    """Save a whole response over the version that its author saw.

    The body is ``{"expectedVersion": 3, "operation": "<uuid>", "response": {...}}`` with the response as
    :mod:`assessment.views.theme_form` gives it. A page makes the operation for this response over this version, and
    repeats it where no answer came. Respond with

    - 200: version and time of what is stored;
    - 409 and what is stored, where somebody else has saved since;
    - 422 and every problem with its field;
    - 401, 403 or 404 and a sentence, where whoever is signed in here may not save it;
    - 429 or 503 and a sentence, where it is worth trying again; with another 4xx, it is not.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return _message(_NOT_FROM_A_FORM, 415)
    body = await read_small_body(request)
    if body is None:
        return _message(_TOO_LONG, 413)
    try:
        actor = _actor(request)
        sent = _SentSave.model_validate(json.loads(body))
        response = _response(QuestionCode(request.path_params["question"]), sent)
    except (_NotFromAForm, ValidationError, ValueError, RecursionError):
        return _message(_NOT_FROM_A_FORM, 400)
    if isinstance(response, list):
        return _json({"problems": response}, 422)

    def save() -> JSONResponse:
        app, id = services(), _assessment(request)
        try:
            stored = record_response(
                app.store,
                actor,
                app.library,
                id,
                response,
                expected_version=sent.expected_version,
                operation=OperationId(sent.operation),
                at=now(),
            )
        except ResponseChanged as error:
            current = open_response(app.store, actor, app.library, id, response.question)
            return _json({"message": str(error), "stored": current.data}, 409)
        return _json(_acknowledged(stored), 200)

    return await _respond(request, save)


async def show_response(request: Request) -> JSONResponse:
    """Respond with the response as it is stored now: version, time, who saved it, and its content.

    It is answered after submission too, so that a form which is opened again sees what became of unsent text.
    """
    try:
        actor = _actor(request)
    except _NotFromAForm:
        return _message(_NOT_FROM_A_FORM, 400)

    def show() -> JSONResponse:
        app = services()
        current = open_response(app.store, actor, app.library, _assessment(request), request.path_params["question"])
        return _json(current.data, 200)

    return await _respond(request, show)


async def _respond(request: Request, do: Callable[[], JSONResponse]) -> JSONResponse:
    def do_or_record_refusal() -> JSONResponse:
        try:
            return do()
        except (NotPermitted, NotFound):
            record_refusal(request, where="response")
            raise

    try:
        return await SAVES.run(do_or_record_refusal)
    except InvalidResponse as error:
        problems = [_problem(problem.place, problem.says) for problem in error.problems]
        return _json({"problems": problems}, 422)
    except (InvalidInput, DoesNotFit) as error:
        return _json({"problems": [_problem((), says) for says in error.sentences]}, 422)
    except AssessmentError as error:
        status = 403 if error.code == SIGNED_IN_AS_ANOTHER.code else _STATUS.get(type(error), 409)
        return _message(error, status)


def _assessment(request: Request) -> AssessmentId:
    return assessment_id(request.path_params["assessment"])


def _actor(request: Request) -> Credential:
    """Return the credential in the cookie, for the person that the form was drawn for."""
    try:
        person = UUID(request.headers.get(_PERSON, ""))
    except ValueError:
        raise _NotFromAForm from None
    return replace(credential_of(request), drawn_for=PersonId(person))


def _response(question: QuestionCode, sent: _SentSave) -> Response | list[_Problem]:
    """Return the response that was sent, or the problems of what cannot be one."""
    content = sent.response
    ids = [item.id or uuid5(sent.operation, str(position)) for position, item in enumerate(content.evidence)]
    if len(set(ids)) < len(ids) or (content.met is not None and content.not_applicable is not None):
        raise _NotFromAForm
    unclear = [position for position, item in enumerate(content.evidence) if not _is_date_or_empty(item.date)]
    if unclear:
        return [_problem(("evidence", position, "date"), _UNCLEAR_DATE) for position in unclear]
    return Response(
        question=question,
        reply=_reply(content),
        finding=content.finding,
        rationale=content.rationale,
        evidence=tuple(
            Evidence(
                id=EvidenceId(id),
                title=item.title,
                reference=item.reference,
                dated=date.fromisoformat(item.date) if item.date else None,
            )
            for id, item in zip(ids, content.evidence, strict=True)
        ),
    )


def _is_date_or_empty(text: str | None) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _reply(content: _SentResponse) -> Reply | None:
    if content.not_applicable is not None:
        return NotApplicable(reason=content.not_applicable)
    return None if content.met is None else Met(statements=frozenset(map(StatementCode, content.met)))


def _acknowledged(stored: StoredResponse) -> dict[str, object]:
    saved_at = stored.saved_at
    return {
        "version": stored.version,
        "savedAt": None if saved_at is None else saved_at.astimezone(UTC).isoformat(),
    }


def _problem(place: tuple[str | int, ...], says: Sentence) -> _Problem:
    return {"field": ".".join(_FIELDS.get(str(part), str(part)) for part in place), "message": says}


def _message(says: object, status: int) -> JSONResponse:
    return _json({"message": str(says)}, status)


def _json(content: object, status: int) -> JSONResponse:
    headers = {"cache-control": "no-store"} | ({"retry-after": "5"} if status in {429, 503} else {})
    return JSONResponse(content, status_code=status, headers=headers)
