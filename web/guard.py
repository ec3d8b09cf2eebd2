"""What every answer of this server carries, and whom it refuses before anything else runs."""

import base64
import hashlib
import re
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BY_TLS_ALONE: Final = f"max-age={365 * 24 * 60 * 60}; includeSubDomains"
"""From the first visit by TLS on, for a year, a browser comes by nothing else."""


class Guard:
    """Security headers on every response; requests that another site's page makes are refused.

    `page` is the one HTML page the app serves: the scripts that stand in it are allowed by their hash, no other.
    """

    def __init__(self, app: ASGIApp, page: str) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": _policy(page),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            # Forms say where they come from only where the page may say it to its own site; to no other it ever does.
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through with the headers."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
        elif _is_from_elsewhere(scope):
            await _refuse(scope, receive, self._with_headers(scope, send))
        else:
            await self._app(scope, receive, self._with_headers(scope, send))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = _BY_TLS_ALONE
            await send(message)

        return send_with_headers


def _is_from_elsewhere(scope: Scope) -> bool:
    """Whether a page of another origin asks. Sockets, and whatever changes anything, must say where they come from."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return scope["type"] == "websocket" or scope["method"] not in {"GET", "HEAD"}
    try:
        return urlsplit(origin).netloc != headers.get("host")
    except ValueError:
        return True


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse("This request comes from another site.", status_code=403)(scope, receive, send)


def _policy(page: str) -> str:
    inline = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline]
    rules = {
        "default-src": "'self'",
        # Components that stand in this project's own files are loaded by the browser as blobs.
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
