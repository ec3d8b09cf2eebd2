"""Middleware that decides what is compressed: files that are the same for everybody, and nothing else.

A compressed answer tells by its length what stands in it. Where it holds a secret or something about a person beside
something that an attacker chose, its length gives that away, although it is encrypted (BREACH, CVE-2013-3587).
"""

import gzip
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.paths import SCRIPTS

_KINDS: Final = {".js": "text/javascript", ".css": "text/css"}
"""What is worth compressing, with its media type. Fonts and pictures are compressed already."""


class Compression:
    """Send the scripts and styles of Streamlit compressed, and let nothing else be compressed but our own scripts.

    `files` holds the files by address. An address names the content, so a browser may keep the file for good. Each is
    compressed when it is first asked for, and kept.
    """

    def __init__(self, app: ASGIApp, files: Mapping[str, Path]) -> None:
        self._app = app
        self._files = {address: _File(path) for address, path in files.items() if path.suffix in _KINDS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file, or pass the request on as one for which nothing may be compressed."""
        if scope["type"] != "http" or scope["path"].startswith(SCRIPTS):
            await self._app(scope, receive, send)
            return
        file = self._files.get(scope["path"])
        headers = Headers(scope=scope)
        if file is None:
            await self._app(_uncompressed(scope), receive, send)
        elif scope["method"] == "GET" and "gzip" in headers.get("accept-encoding", "") and "range" not in headers:
            response = Response(await run_in_threadpool(lambda: file.compressed), headers=file.headers)
            await response(scope, receive, send)
        else:
            await self._app(_uncompressed(scope), receive, _varying(send))


class _File:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.headers = {
            "content-type": f"{_KINDS[path.suffix]}; charset=utf-8",
            "content-encoding": "gzip",
            "vary": "accept-encoding",
            "cache-control": "public, max-age=31536000, immutable",
        }

    @cached_property
    def compressed(self) -> bytes:
        return gzip.compress(self._path.read_bytes(), mtime=0)


def _uncompressed(scope: Scope) -> Scope:
    """Return the request without the encodings that it accepts, because Streamlit compresses what accepts gzip."""
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"accept-encoding"]}


def _varying(send: Send) -> Send:
    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("accept-encoding")
        await send(message)

    return send_varying
