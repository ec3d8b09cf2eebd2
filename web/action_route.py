"""One improvement action, saved when its form is sent."""

from datetime import UTC, date
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from assessment.actions.planning_improvement import save_improvement_action
from assessment.codes import ActionState
from assessment.dates import now
from assessment.errors import FieldProblem, ImprovementActionChanged, sentence
from assessment.ids import ActionId, PersonId, QuestionCode
from assessment.rounds.improvement_action import ImprovementAction
from assessment.services import services
from assessment.views.improvement_form import stored_data
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
)

_NOT_FROM_A_FORM: Final = sentence("action_not_from_a_form", "This action was not sent by the page of the actions.")
_TOO_LONG: Final = sentence("action_too_long", "This action is too long to be sent. Shorten it.")
_UNCLEAR_DATE: Final = sentence("action_date_unclear", "Give the due date as a day, a month and a year.")


class _SentAction(Sent):
    question: Text
    about: Text | None
    what: Text
    owner: Text
    owner_id: UUID | None = Field(alias="ownerId")
    due: Text | None
    state: ActionState
    reason: Text


class _SentSave(Sent):
    expected_version: Annotated[int, Field(alias="expectedVersion", ge=0, lt=2**31 - 1)]
    action: _SentAction


async def save_action(request: Request) -> JSONResponse:
    """Save a whole action over the version that its author saw.

    The body is ``{"expectedVersion": 3, "action": {...}}`` with the action as :mod:`assessment.views.improvement_form`
    gives it. Sent again, the same action is saved once. Respond with

    - 200: version and time of what is stored;
    - 409 and what is stored, where somebody else has saved since;
    - 422 and every problem with its field;
    - 401, 403 or 404 and a sentence, where whoever is signed in here may not save it;
    - 429 or 503 and a sentence, where it is worth trying again; with another 4xx, it is not.
    """
    if not is_json(request):
        return message(_NOT_FROM_A_FORM, 415)
    try:
        sent, actor = await read_sent(request, _SentSave), actor_of(request)
        id = _action_id(request)
    except TooLong:
        return message(_TOO_LONG, 413)
    except NotFromAForm:
        return message(_NOT_FROM_A_FORM, 400)
    due = _date(sent.action.due)
    if due is None:
        return problems([FieldProblem(place=("due",), says=_UNCLEAR_DATE)], {})
    action = ImprovementAction(
        question=QuestionCode(sent.action.question),
        about=sent.action.about,
        what=sent.action.what,
        owner=sent.action.owner,
        owner_id=None if sent.action.owner_id is None else PersonId(sent.action.owner_id),
        due=due,
        state=sent.action.state,
        reason=sent.action.reason,
    )

    def save() -> JSONResponse:
        app = services()
        try:
            stored = save_improvement_action(
                app.store,
                actor,
                app.library,
                assessment_of(request),
                action,
                id=id,
                expected_version=sent.expected_version,
                at=now(),
            )
        except ImprovementActionChanged as error:
            if error.stored is None:
                raise
            return as_json({"message": str(error), "stored": stored_data(error.stored)}, 409)
        return as_json({"version": stored.version, "savedAt": stored.saved_at.astimezone(UTC).isoformat()})

    return await respond(request, save, where="improvement_action", names={})


def _action_id(request: Request) -> ActionId:
    try:
        return ActionId(UUID(request.path_params["action"]))
    except ValueError:
        raise NotFromAForm from None


def _date(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.isoformat() == text else None
