"""Middleware that lets nobody reach a page without a session."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.access.credential import Credential
from assessment.actions.uploading import UPLOADS
from assessment.authorisation import NOT_SIGNED_IN
from assessment.dates import now
from assessment.errors import NotPermitted, NotSignedIn, TooManyAtOnce
from assessment.services import services
from assessment.views.session_view import has_no_people, open_viewer
from web import open_sockets
from web.paths import FIRST_ADMINISTRATOR, ONLY_WITH_SESSION, SIGN_IN, UPLOADED_TO, is_open_to_all
from web.session_cookie import credential_of
from web.streamlit_messages import harmless


class SessionGate:
    """Redirect visitors without a session to sign-in; refuse them uploads, media and metrics. Limit uploads.

    Refuse a WebSocket without a session at its handshake, and close it when its session ends. Drop its messages that
    would clear the caches of everybody, or that are no page's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, redirect it or refuse it."""
        if scope["type"] == "websocket":
            await self._serve_socket(scope, receive, send)
        elif scope["type"] != "http" or is_open_to_all(scope["path"]):
            await self._app(scope, receive, send)
        elif (response := await run_in_threadpool(_refusal, scope)) is not None:
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        credential = credential_of(HTTPConnection(scope))
        with open_sockets.opened_with(credential, send) as send_while_open:
            if await run_in_threadpool(_is_signed_in, credential):
                await self._app(scope, _only_harmless(receive), send_while_open)
            else:
                await send_while_open({"type": "websocket.close", "code": open_sockets.POLICY_VIOLATION})


def _is_signed_in(credential: Credential) -> bool:
    try:
        open_viewer(services().store, credential)
    except NotSignedIn:
        return False
    return True


def _refusal(scope: Scope) -> Response | None:
    """Return the response to whoever may not have this, or None."""
    try:
        viewer = open_viewer(services().store, credential_of(HTTPConnection(scope)))
    except NotSignedIn:
        return _way_to_sign_in(scope)
    if scope["method"] == "PUT" and scope["path"].startswith(UPLOADED_TO) and viewer.person is not None:
        try:
            UPLOADS.take(viewer.person, at=now())
        except NotPermitted as error:
            return PlainTextResponse(str(error), status_code=403)
        except TooManyAtOnce as error:
            return PlainTextResponse(str(error), status_code=429)
    return None


def _way_to_sign_in(scope: Scope) -> Response:
    path: str = scope["path"]
    if path.startswith(ONLY_WITH_SESSION) or scope["method"] not in {"GET", "HEAD"}:
        return PlainTextResponse(NOT_SIGNED_IN, status_code=403, headers={"cache-control": "no-store"})
    if has_no_people(services().store):
        return RedirectResponse(FIRST_ADMINISTRATOR, status_code=303)
    query = scope["query_string"].decode("latin-1")
    next_path = path + (f"?{query}" if query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(next_path, safe='')}", status_code=303)


def _only_harmless(receive: Receive) -> Receive:
    async def receive_harmless() -> Message:
        while True:
            message = await receive()
            frame = message.get("bytes")
            if message["type"] != "websocket.receive" or frame is None:
                return message
            if (passed_on := harmless(frame)) is not None:
                return {**message, "bytes": passed_on}

    return receive_harmless
