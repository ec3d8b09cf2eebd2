"""Who is let through to the pages: a session in a cookie, and what is refused without one."""

from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.access.credential import SECURE_SESSION_COOKIE, SESSION_COOKIE, Credential
from assessment.authorisation import NOT_SIGNED_IN
from assessment.errors import NotSignedIn
from assessment.services import services
from assessment.views.people_view import has_no_people, open_viewer

SIGN_IN: Final = "/account/sign-in"
FIRST: Final = "/account/first"

_OWN: Final = (
    "/account/",
    "/answers",
    "/files/",
    "/drafts",
    "/pages/",
    "/static/",
    "/component/",
    "/favicon",
    "/robots.txt",
)
"""What is no page: the frame's own parts, which hold nothing of anybody, and addresses that judge for themselves."""
_OF_STREAMLIT: Final = "/_stcore/"
_ONLY_WITH_SESSION: Final = ("/_stcore/upload_file", "/_stcore/metrics", "/media/")
_CLEAR_CACHE: Final = 5
"""The number of that field in Streamlit's ``BackMsg``."""
_MOST_FIELDS: Final = 16
_LONGEST_NUMBER: Final = 10
"""Bytes of a varint. Source: https://protobuf.dev/programming-guides/encoding/"""


def credential_of(connection: HTTPConnection) -> Credential:
    """What the browser presents; empty where it presents nothing, or two of them."""
    named = SECURE_SESSION_COOKIE if connection.url.scheme in {"https", "wss"} else SESSION_COOKIE
    found = []
    for header in connection.headers.getlist("cookie"):
        for part in header.split(";"):
            name, _, value = part.strip().partition("=")
            if name == named:
                found.append(value)
    return Credential(found[0] if len(found) == 1 else "")


def with_session(response: Response, credential: Credential, *, secure: bool) -> Response:
    """The response, with the session in a cookie that no script can read."""
    name = SECURE_SESSION_COOKIE if secure else SESSION_COOKIE
    response.set_cookie(name, credential.token, httponly=True, secure=secure, samesite="lax", path="/")
    return response


def without_session(response: Response, *, secure: bool) -> Response:
    """The response, and no session any more."""
    name = SECURE_SESSION_COOKIE if secure else SESSION_COOKIE
    response.delete_cookie(name, httponly=True, secure=secure, samesite="lax", path="/")
    return response


class Sessions:
    """Pages lead to sign-in without a session; uploads, media and figures are refused; caches are cleared by nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, lead to sign-in, or refuse."""
        if scope["type"] == "websocket":
            await self._app(scope, _without_clearing(receive), send)
        elif (
            scope["type"] != "http"
            or _is_for_everybody(scope["path"])
            or await run_in_threadpool(_is_signed_in, credential_of(HTTPConnection(scope)))
        ):
            await self._app(scope, receive, send)
        else:
            answer = await run_in_threadpool(_instead, scope)
            await answer(scope, receive, send)


def _is_for_everybody(path: str) -> bool:
    if path.startswith(_ONLY_WITH_SESSION):
        return False
    return path.startswith((*_OWN, _OF_STREAMLIT))


def _is_signed_in(credential: Credential) -> bool:
    try:
        open_viewer(services().store, credential)
    except NotSignedIn:
        return False
    return True


def _instead(scope: Scope) -> Response:
    path: str = scope["path"]
    if path.startswith(_ONLY_WITH_SESSION) or scope["method"] not in {"GET", "HEAD"}:
        return PlainTextResponse(NOT_SIGNED_IN, status_code=403, headers={"cache-control": "no-store"})
    if has_no_people(services().store):
        return RedirectResponse(FIRST, status_code=303)
    query = scope["query_string"].decode("latin-1")
    wanted = path + (f"?{query}" if query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(wanted, safe='')}", status_code=303)


def _without_clearing(receive: Receive) -> Receive:
    async def receive_without_clearing() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or is_let_through(message.get("bytes") or b""):
                return message

    return receive_without_clearing


def is_let_through(frame: bytes) -> bool:
    """Whether a frame is a message, and not the one that clears everybody's caches.

    A message of the app has one or two fields. One that has many, or a field twice, or cannot be read to its end, is
    none that a browser sends.
    """
    found: set[int] = set()
    place = 0
    while place < len(frame):
        tag, place = _number(frame, place)
        field = tag >> 3
        if field in found or field == _CLEAR_CACHE or len(found) == _MOST_FIELDS:
            return False
        found.add(field)
        match tag & 7:
            case 0:
                _, place = _number(frame, place)
            case 1:
                place += 8
            case 2:
                size, place = _number(frame, place)
                place += size
            case 5:
                place += 4
            case _:
                return False
    return place == len(frame)


def _number(frame: bytes, place: int) -> tuple[int, int]:
    """A varint, and where what follows begins: beyond the end, where it is longer than one may be."""
    value = 0
    for shift in range(_LONGEST_NUMBER):
        if place + shift >= len(frame):
            break
        byte = frame[place + shift]
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return value, place + shift + 1
    return value, len(frame) + 1
