"""What people who answer together write beside the answers: comments, and who looks after which question."""

from datetime import UTC, datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StrictBool
from starlette.requests import Request
from starlette.responses import JSONResponse

from assessment.actions.commenting import remove_comment, write_comment
from assessment.actions.handing_questions import hand_questions, take_back_questions
from assessment.dates import now
from assessment.errors import sentence
from assessment.ids import CommentId, PersonId, QuestionCode
from assessment.rounds.working_notes import NewComment
from assessment.services import services
from assessment.views.working_notes import comments_data
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
    read_sent,
    respond,
    respondent_of,
)

_NOT_FROM_A_FORM: Final = sentence("notes_not_from_a_form", "This was not sent by a page of the answers.")
_TOO_LONG: Final = sentence("notes_too_long", "This is too long to be sent. Shorten it.")


class _SentComment(Sent):
    question: Text
    text: Text
    is_removed: StrictBool = Field(default=False, alias="isRemoved")


class _SentHanded(Sent):
    questions: Annotated[list[Text], Field(max_length=200)]
    to: UUID | None
    note: Text = ""


async def save_comment(request: Request) -> JSONResponse:
    """Write a comment of one's own, remove it, or bring it back.

    The body is ``{"question": "P1", "text": "...", "isRemoved": false}``. Sent again, it counts once. With
    ``?of=<respondent>`` it is refused where other answers are meant by now. Respond with

    - 200: all comments on the question, as :func:`comments_data` gives them;
    - 422 and what is wrong with it;
    - 401, 403 or 404 and a sentence, where whoever is signed in here may not write it;
    - 429 or 503 and a sentence, where it is worth trying again; with another 4xx, it is not.
    """
    if not is_json(request):
        return message(_NOT_FROM_A_FORM, 415)
    try:
        sent, actor, of = await read_sent(request, _SentComment), actor_of(request), respondent_of(request)
        id = _comment_id(request)
    except TooLong:
        return message(_TOO_LONG, 413)
    except NotFromAForm:
        return message(_NOT_FROM_A_FORM, 400)

    def save() -> JSONResponse:
        app, at = services(), now()
        if sent.is_removed:
            comments = remove_comment(app.store, actor, assessment_of(request), id, at=at, answers_of=of)
        else:
            new = NewComment(id=id, question=QuestionCode(sent.question), text=sent.text)
            comments = write_comment(app.store, actor, app.library, assessment_of(request), new, at=at, answers_of=of)
        return _saved(at, comments=comments_data(comments, actor.drawn_for))

    return await respond(request, save, where="comment", names={})


async def save_handed(request: Request) -> JSONResponse:
    """Hand questions to a colleague, or take them back.

    The body is ``{"questions": ["P1"], "to": "<person>", "note": "..."}``, with null for nobody. Respond as above, with
    200 alone where it was done.
    """
    if not is_json(request):
        return message(_NOT_FROM_A_FORM, 415)
    try:
        sent, actor, of = await read_sent(request, _SentHanded), actor_of(request), respondent_of(request)
    except TooLong:
        return message(_TOO_LONG, 413)
    except NotFromAForm:
        return message(_NOT_FROM_A_FORM, 400)

    def save() -> JSONResponse:
        app, id, at = services(), assessment_of(request), now()
        if sent.to is None:
            take_back_questions(app.store, actor, app.library, id, sent.questions, at=at, answers_of=of)
        else:
            hand_questions(
                app.store,
                actor,
                app.library,
                id,
                sent.questions,
                to=PersonId(sent.to),
                note=sent.note,
                at=at,
                answers_of=of,
            )
        return _saved(at)

    return await respond(request, save, where="handed_question", names={})


def _comment_id(request: Request) -> CommentId:
    try:
        return CommentId(UUID(request.path_params["comment"]))
    except ValueError:
        raise NotFromAForm from None


def _saved(at: datetime, **content: object) -> JSONResponse:
    # With a version, by which the form tells an answer of ours from a page that something between put in its place.
    return as_json({"version": 1, "savedAt": at.astimezone(UTC).isoformat(), **content})
