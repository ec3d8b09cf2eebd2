"""Middleware that keeps Streamlit's own boxes about lost connections from the page, which says so in its own words."""

import json
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST_CONFIG: Final = "/_stcore/host-config"


class OwnErrorNotices:
    """Tell Streamlit's page in the browser to open no dialog of its own when something fails.

    Its dialog about a lost connection names a command for whoever started the app, and keeps everybody else from
    answering until it is closed. Source: `blockErrorDialogs` of Streamlit's host configuration.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and change the answer where it is the host configuration."""
        if scope["type"] != "http" or scope["path"] != _HOST_CONFIG:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def send_changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            if start["status"] == 200:
                body = json.dumps(json.loads(body) | {"blockErrorDialogs": True}).encode()
                MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, send_changed)
