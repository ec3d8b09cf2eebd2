"""The WebSockets that are open, each with the session it was opened with. They end when their session does."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Send

from assessment.access.credential import Credential
from assessment.errors import AssessmentError
from assessment.services import services
from assessment.views.session_view import find_ended

CHECKED_EVERY: Final = 5.0
"""Seconds. A session that ended elsewhere, or ran out, has its sockets closed after that time at most."""
POLICY_VIOLATION: Final = 1008
"""The code for a socket that is closed or refused because of a rule. Source: RFC 6455, 7.4.1."""
_logger: Final = logging.getLogger(__name__)


class _Socket:
    """One socket. After it was closed here, what is still sent to it is dropped."""

    def __init__(self, credential: Credential, send: Send) -> None:
        self.credential = credential
        self._send = send
        self._is_closed = False

    async def send(self, message: Message) -> None:
        """Send the message. Raise :class:`OSError` where the browser has closed the socket meanwhile."""
        if self._is_closed:
            return
        try:
            await self._send(message)
        except RuntimeError as closed:
            # uvicorn calls it a bug of the sender. Starlette takes an OSError for what it is, a browser that has gone.
            raise OSError from closed

    def close(self) -> None:
        """Close it, without waiting for a browser that takes nothing."""
        self._is_closed = True
        self._closing = asyncio.create_task(self._say_closed())

    async def _say_closed(self) -> None:
        with suppress(OSError, RuntimeError):  # it was closed from elsewhere at the same moment
            await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})


_open: Final = set[_Socket]()


@contextmanager
def opened_with(credential: Credential, send: Send) -> Iterator[Send]:
    """Count a socket as open until the end of the block, and return what to send with."""
    socket = _Socket(credential, send)
    _open.add(socket)
    try:
        yield socket.send
    finally:
        _open.discard(socket)


async def close_ended() -> None:
    """Close every socket whose session has ended. While the database cannot be read, close none."""
    credentials = {socket.credential for socket in _open}
    if not credentials:
        return
    with suppress(AssessmentError):
        ended = await run_in_threadpool(find_ended, services().store, credentials)
        for socket in [each for each in _open if each.credential in ended]:
            _open.discard(socket)
            socket.close()


@asynccontextmanager
async def checked() -> AsyncIterator[None]:
    """Close the sockets of sessions that end, until the end of the block."""
    checking = asyncio.create_task(_keep_checking())
    try:
        yield
    finally:
        checking.cancel()


async def _keep_checking() -> None:
    while True:
        await asyncio.sleep(CHECKED_EVERY)
        try:
            await close_ended()
        except Exception:  # a bug met once must not leave all sockets open for good
            _logger.exception("The open sockets could not be checked.")
