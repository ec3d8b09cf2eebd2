"""Middleware that sets security headers on every response and refuses requests made by other sites."""

import base64
import hashlib
import re
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.errors import sentence
from web.paths import OIDC_LOGOUT

_TLS_ONLY: Final = f"max-age={365 * 24 * 60 * 60}; includeSubDomains"
"""For a year after a visit over TLS, a browser uses nothing but TLS."""
_FROM_ANOTHER_SITE: Final = sentence("request_from_another_site", "This request comes from another site.")


class RequestGuard:
    """Set security headers on every response, and refuse requests that a page of another site makes.

    `page` is the HTML page that Streamlit serves. The content security policy allows its inline scripts by their
    hashes, and no other inline script.
    """

    def __init__(self, app: ASGIApp, page: str) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": _policy(page),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            # With no-referrer, a browser would send our own forms with the origin "null", and they would be refused.
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on and add the headers to the response."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
        elif _is_from_another_site(scope):
            await _refuse(scope, receive, self._with_headers(scope, send))
        else:
            await self._app(scope, receive, self._with_headers(scope, send))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = _TLS_ONLY
            await send(message)

        return send_with_headers


def _is_from_another_site(scope: Scope) -> bool:
    """Return True if a page of another origin sent this, or if a request that must name its origin does not."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        # The identity provider is no browser. What it sends is signed, and no cookie counts there.
        is_programs = scope["path"] == OIDC_LOGOUT
        return scope["type"] == "websocket" or (scope["method"] not in {"GET", "HEAD"} and not is_programs)
    try:
        return urlsplit(origin).netloc != headers.get("host")
    except ValueError:
        return True


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(_FROM_ANOTHER_SITE, status_code=403)(scope, receive, send)


def _policy(page: str) -> str:
    inline = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline]
    rules = {
        "default-src": "'self'",
        # Streamlit loads the scripts of this project's own components as blobs.
        "script-src": " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
