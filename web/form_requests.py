"""What the routes of the forms share: who sends, what is sent, and how it is answered. Each answer is JSON."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Final, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse

from assessment.access.credential import Credential
from assessment.authorisation import SIGNED_IN_AS_ANOTHER
from assessment.errors import (
    AssessmentError,
    BankUnusable,
    DoesNotFit,
    FieldProblem,
    InvalidFields,
    InvalidInput,
    NotFound,
    NotOpen,
    NotPermitted,
    NotReadable,
    NotSaved,
    NotSignedIn,
    TooManyAtOnce,
)
from assessment.ids import AssessmentId, PersonId, RespondentId
from assessment.views.answered_assessment import assessment_id
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


class NotFromAForm(Exception):
    """No form of ours sends this."""


class TooLong(Exception):
    """More was sent than any form of ours sends."""


class Sent(BaseModel):
    """Something that a form sends, with those names and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: object) -> str:
    """Return the text, with halves of characters too, for which the rules have a sentence."""
    if not isinstance(value, str):
        raise ValueError("not a text")  # noqa: TRY004 - the error that pydantic collects
    return value


Text = Annotated[str, PlainValidator(_text)]
Body = TypeVar("Body", bound=Sent)


async def read_sent(request: Request, kind: type[Body]) -> Body:
    """Return what was sent. Raise :class:`NotFromAForm` for anything else, and :class:`TooLong`."""
    body = await read_small_body(request)
    if body is None:
        raise TooLong
    try:
        return kind.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError):
        raise NotFromAForm from None


def is_json(request: Request) -> bool:
    """Return True where the request says that it sends JSON."""
    return request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def assessment_of(request: Request) -> AssessmentId:
    """Return the assessment in the address. Raise :class:`NotFound`."""
    return assessment_id(request.path_params["assessment"])


def actor_of(request: Request) -> Credential:
    """Return the credential in the cookie, for the person that the form was drawn for."""
    try:
        person = UUID(request.headers.get(_PERSON, ""))
    except ValueError:
        raise NotFromAForm from None
    return replace(credential_of(request), drawn_for=PersonId(person))


def respondent_of(request: Request) -> RespondentId | None:
    """Return the respondent that the form was drawn for, as its address names it."""
    named = request.query_params.get("of")
    try:
        return None if named is None else RespondentId(UUID(named))
    except ValueError:
        raise NotFromAForm from None


async def respond(
    request: Request, do: Callable[[], JSONResponse], *, where: str, names: Mapping[str, str]
) -> JSONResponse:
    """Return what `do` returns, or what is wrong. A refusal is recorded with `where` it happened.

    `names` holds the names that the form has for places of what it sends, where they differ.
    """

    def do_or_record_refusal() -> JSONResponse:
        try:
            return do()
        except (NotPermitted, NotFound):
            record_refusal(request, where=where)
            raise

    try:
        return await SAVES.run(do_or_record_refusal)
    except InvalidFields as error:
        return problems(error.problems, names)
    except (InvalidInput, DoesNotFit) as error:
        return problems([FieldProblem(place=(), says=says) for says in error.sentences], names)
    except AssessmentError as error:
        status = 403 if error.code == SIGNED_IN_AS_ANOTHER.code else _STATUS.get(type(error), 409)
        return message(error, status)


def problems(found: Iterable[FieldProblem], names: Mapping[str, str]) -> JSONResponse:
    """Respond with each problem and its field, which is empty for the whole of what was sent."""
    told = [
        {"field": ".".join(names.get(str(part), str(part)) for part in problem.place), "message": problem.says}
        for problem in found
    ]
    return as_json({"problems": told}, 422)


def message(says: object, status: int) -> JSONResponse:
    """Respond with a sentence."""
    return as_json({"message": str(says)}, status)


def as_json(content: object, status: int = 200) -> JSONResponse:
    """Respond with content that no browser keeps."""
    headers = {"cache-control": "no-store"} | ({"retry-after": "5"} if status in {429, 503} else {})
    return JSONResponse(content, status_code=status, headers=headers)
