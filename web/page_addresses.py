"""Middleware that knows which addresses are pages: any other leads nowhere, with a page that says so."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.access.credential import Credential
from assessment.actions.audit_refusals import audit_refusal
from assessment.codes import Permission
from assessment.errors import AssessmentError, InvalidInput, NotPermitted, NotSignedIn, sentence
from assessment.services import services
from assessment.views.session_view import open_viewer
from web.account_pages import HOME_LINK, message_page
from web.paths import is_page
from web.session_cookie import credential_of
from web.work import SAVES

_NO_SUCH_PAGE: Final = sentence("page_not_found", "There is no page at this address. Check it, or begin on Home.")


async def page_not_found(_: object) -> Response:
    """Return the page for an address at which there is none."""
    return message_page("Page not found", error=InvalidInput(_NO_SUCH_PAGE), status=404)


class PageAddresses:
    """Answer every address that is no page with 404, and a page that the visitor may not open with 403.

    Streamlit itself would answer each with its own dialog over Home. Its pages look below their own address for a
    running server after the connection broke, and must find none there.

    `pages` holds the permission that each page needs by the page's name, which is empty for Home; None where the page
    decides by what it shows.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, Permission | None]) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a page that says what is wrong."""
        if scope["type"] != "http" or not is_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        name = scope["path"].removeprefix("/").removesuffix("/")
        if name not in self._pages:
            response: Response | None = await page_not_found(scope)
        else:
            response = await _refusal(name, self._pages[name], credential_of(HTTPConnection(scope)))
        if response is None:
            await self._app(scope, receive, _not_kept(send))
        else:
            await response(scope, receive, send)


async def _refusal(name: str, permission: Permission | None, credential: Credential) -> Response | None:
    """Return the page for somebody who is signed in and may not open this one, or None."""
    if permission is None:
        return None
    try:
        await run_in_threadpool(_require, permission, credential)
    except NotPermitted as error:
        with suppress(AssessmentError):  # to record it may wait for a lock, as a save does
            await SAVES.run(audit_refusal, services().store, credential, where=name)
        return message_page("Not permitted", error=error, link=HOME_LINK, status=403)
    except NotSignedIn:
        return None  # the gate leads to sign-in
    return None


def _require(permission: Permission, credential: Credential) -> None:
    open_viewer(services().store, credential).require(permission)


def _not_kept(send: Send) -> Send:
    """Let no browser keep the page: going back to it after the session has ended then leads to sign-in."""

    async def send_not_kept(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["cache-control"] = "no-store"
        await send(message)

    return send_not_kept
