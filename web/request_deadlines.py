"""Deadlines for what a browser sends, and one line in the log for a request that it did not send to its end."""

import asyncio
import logging
from typing import Any, Final

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from assessment.errors import sentence

BODY_SECONDS: Final = 60.0
"""The largest body, a file of 5 MB, comes in that time over 0.7 Mbit/s."""
HEADER_SECONDS: Final = 10.0
_TOO_SLOW: Final = sentence(
    "request_too_slow", "What your browser sent did not arrive in time, so nothing was done. Try again."
)
_log: Final = logging.getLogger(__name__)


class RequestDeadlines:
    """Close a request whose body has not come within `seconds`; answer it with 408 and a sentence.

    A browser that goes away in the middle of a request leaves one line in the log.
    """

    def __init__(self, app: ASGIApp, *, seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a deadline for its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline = asyncio.get_running_loop().time() + self._seconds
        has_come = is_late = False

        async def receive_in_time() -> Message:
            nonlocal has_come, is_late
            if has_come:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                is_late = True
                return {"type": "http.disconnect"}
            has_come = not message.get("more_body", False)
            return message

        try:
            await self._app(scope, receive_in_time, send)
        except ClientDisconnect:
            what = "did not come in time" if is_late else "was broken off"
            _log.warning("A request to %s %s.", scope["path"].split("/")[1] or "home", what)
            if is_late:
                late = PlainTextResponse(_TOO_SLOW, status_code=408, headers={"connection": "close"})
                await late(scope, receive, send)


def close_slow_connections() -> None:
    """Make the server close every connection on which the head of a request takes longer than ten seconds.

    uvicorn has no setting for this. It is a change to its class, because Streamlit chooses the class.
    """
    connection_made = AutoHTTPProtocol.connection_made

    def connection_made_with_deadline(self: Any, transport: asyncio.Transport) -> None:
        connection_made(self, transport)
        self.loop.call_later(HEADER_SECONDS, _look, self, None)

    AutoHTTPProtocol.connection_made = connection_made_with_deadline  # type: ignore[method-assign,assignment]


def _look(protocol: Any, waiting_since: object) -> None:
    """Close the connection if it still waits for the same request as at the last look."""
    transport = protocol.transport
    if transport.is_closing() or transport.get_protocol() is not protocol:
        return  # it is closed, or a WebSocket by now
    last = protocol.cycle
    is_waiting = last is None or last.response_complete
    # Between two requests uvicorn closes the connection itself, unless a part of the next has come.
    if is_waiting and last is waiting_since and protocol.timeout_keep_alive_task is None:
        transport.close()
    else:
        protocol.loop.call_later(HEADER_SECONDS, _look, protocol, last if is_waiting else protocol)
