"""Middleware that answers with a page of ours where the database fails, and where there is a bug in the app."""

import logging
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.errors import SOMETHING_WENT_WRONG, AssessmentError, TooManyAtOnce
from web.account_pages import cannot_be_shown_page

_SERVICE_RESTARTS: Final = 1012
"""The code by which a socket is closed that may be opened again soon. Source: the registry of WebSocket close codes."""
_log: Final = logging.getLogger(__name__)


class FaultPage:
    """Answer what nothing inside has answered: 503 for a fault of the database, 429 for a rush, 500 for a bug."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on. Where that raises before anything was sent, send the page."""
        has_begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if has_begun or scope["type"] not in {"http", "websocket"}:
                raise
            if isinstance(error, AssessmentError):
                _log.error("%s was not answered: %s", scope["path"].split("/")[1] or "home", error.code)
            else:
                _log.exception("A request was not answered")
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": _SERVICE_RESTARTS})
            else:
                response = await run_in_threadpool(_page, error)
                await response(scope, receive, send)


def _page(error: Exception) -> Response:
    if isinstance(error, AssessmentError):
        return cannot_be_shown_page(error, status=429 if isinstance(error, TooManyAtOnce) else 503)
    return cannot_be_shown_page(AssessmentError(SOMETHING_WENT_WRONG), status=500)
