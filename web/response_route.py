"""One response of the question form: saved as it is typed, and read again to see what is stored now."""

from datetime import UTC, date
from typing import Annotated, Final
from uuid import UUID, uuid5

from pydantic import Field, StrictBool
from starlette.requests import Request
from starlette.responses import JSONResponse

from assessment.actions.answering import record_response
from assessment.dates import now
from assessment.errors import FieldProblem, ResponseChanged, sentence
from assessment.ids import EvidenceId, OperationId, QuestionCode, RespondentId, StatementCode
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Evidence, Met, MinorityView, NotApplicable, Reply, Response, StoredResponse
from assessment.services import services
from assessment.views.theme_form import open_response
from web.form_requests import (
    NotFromAForm,
    Sent,
    Text,
    TooLong,
    actor_of,
    as_json,
    assessment_of,
    is_json,
    message,
    problems,
    read_sent,
    respond,
    respondent_of,
)

_NOT_FROM_A_FORM: Final = sentence("response_not_from_a_form", "This answer was not sent by a question page.")
_TOO_LONG: Final = sentence("response_too_long", "This answer is too long to be sent. Shorten it.")
_UNCLEAR_DATE: Final = sentence(
    "evidence_date_unclear", "Give the date as a day, a month and a year, or leave it empty."
)
_NAMES: Final = {
    "not_applicable": "notApplicable",
    "minority_views": "minorityViews",
    "valid_until": "validUntil",
}
"""The names that the form has for places of a response, where they differ."""


class _SentEvidence(Sent):
    id: UUID | None = None
    title: Text
    reference: Text = ""
    date: str | None = None
    owner: Text = ""
    valid_until: str | None = Field(default=None, alias="validUntil")
    classification: Classification | None = None


class _SentView(Sent):
    force: UUID
    text: Text


class _SentResponse(Sent):
    met: Annotated[list[Text], Field(max_length=200)] | None = None
    not_applicable: Text | None = Field(default=None, alias="notApplicable")
    finding: StrictBool | None = None
    rationale: Text = ""
    evidence: list[_SentEvidence] = Field(default=[], max_length=200)
    minority_views: list[_SentView] = Field(default=[], alias="minorityViews", max_length=200)


class _SentSave(Sent):
    expected_version: Annotated[int, Field(alias="expectedVersion", ge=0, lt=2**31 - 1)]
    operation: UUID
    response: _SentResponse


async def save_response(request: Request) -> JSONResponse:
    """Save a whole response over the version that its author saw.

    The body is ``{"expectedVersion": 3, "operation": "<uuid>", "response": {...}}`` with the response as
    :mod:`assessment.views.theme_form` gives it. A page makes the operation for this response over this version, and
    repeats it where no answer came. With ``?of=<respondent>`` it is refused where other answers are meant by now.
    Respond with

    - 200: version and time of what is stored;
    - 409 and what is stored, where somebody else has saved since;
    - 422 and every problem with its field;
    - 401, 403 or 404 and a sentence, where whoever is signed in here may not save it;
    - 429 or 503 and a sentence, where it is worth trying again; with another 4xx, it is not.
    """
    if not is_json(request):
        return message(_NOT_FROM_A_FORM, 415)
    try:
        sent, actor, of = await read_sent(request, _SentSave), actor_of(request), respondent_of(request)
        response = _response(QuestionCode(request.path_params["question"]), sent)
    except TooLong:
        return message(_TOO_LONG, 413)
    except NotFromAForm:
        return message(_NOT_FROM_A_FORM, 400)
    if isinstance(response, list):
        return problems(response, _NAMES)

    def save() -> JSONResponse:
        app, id = services(), assessment_of(request)
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
                answers_of=of,
            )
        except ResponseChanged as error:
            current = open_response(app.store, actor, app.library, id, response.question, answers_of=of)
            return as_json({"message": str(error), "stored": current.data}, 409)
        return as_json(_acknowledged(stored))

    return await respond(request, save, where="response", names=_NAMES)


async def show_response(request: Request) -> JSONResponse:
    """Respond with the response as it is stored now: version, time, who saved it, and its content.

    It is answered after submission too, so that a form which is opened again sees what became of unsent text.
    """
    try:
        actor, of = actor_of(request), respondent_of(request)
    except NotFromAForm:
        return message(_NOT_FROM_A_FORM, 400)

    def show() -> JSONResponse:
        app = services()
        code = request.path_params["question"]
        current = open_response(app.store, actor, app.library, assessment_of(request), code, answers_of=of)
        return as_json(current.data)

    return await respond(request, show, where="response", names=_NAMES)


def _response(question: QuestionCode, sent: _SentSave) -> Response | list[FieldProblem]:
    """Return the response that was sent, or the problems of what cannot be one."""
    content = sent.response
    ids = [item.id or uuid5(sent.operation, str(position)) for position, item in enumerate(content.evidence)]
    forces = [view.force for view in content.minority_views]
    is_named_twice = len(set(ids)) < len(ids) or len(set(forces)) < len(forces)
    if is_named_twice or (content.met is not None and content.not_applicable is not None):
        raise NotFromAForm
    unclear = [
        FieldProblem(place=("evidence", position, name), says=_UNCLEAR_DATE)
        for position, item in enumerate(content.evidence)
        for name, typed in (("date", item.date), ("valid_until", item.valid_until))
        if not _is_date_or_empty(typed)
    ]
    if unclear:
        return unclear
    return Response(
        question=question,
        reply=_reply(content),
        finding=content.finding,
        rationale=content.rationale,
        evidence=tuple(_evidence(EvidenceId(id), item) for id, item in zip(ids, content.evidence, strict=True)),
        minority_views=tuple(
            MinorityView(force=RespondentId(view.force), text=view.text) for view in content.minority_views
        ),
    )


def _evidence(id: EvidenceId, item: _SentEvidence) -> Evidence:
    return Evidence(
        id=id,
        title=item.title,
        reference=item.reference,
        dated=date.fromisoformat(item.date) if item.date else None,
        owner=item.owner,
        valid_until=date.fromisoformat(item.valid_until) if item.valid_until else None,
        classification=item.classification,
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
