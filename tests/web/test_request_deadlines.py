"""What a browser sends too slowly is closed, and what it breaks off leaves one line in the log."""

import asyncio
import socket
import time

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from tests.web.app_client import AppClient
from web.request_deadlines import RequestDeadlines

PATIENCE_SECONDS = 60


async def read_body(request: Request) -> Response:
    return PlainTextResponse(await request.body())


def answers_to(*pieces: bytes, then: str) -> list[Message]:
    """Return what is sent to a browser that sends these pieces of a body, and then waits or goes away."""
    app = Starlette(
        routes=[Route("/assessments", read_body, methods=["POST"])],
        middleware=[Middleware(RequestDeadlines, seconds=0.05)],
    )
    sent: list[Message] = []
    messages = iter(pieces)

    async def receive() -> Message:
        if (piece := next(messages, None)) is not None:
            return {"type": "http.request", "body": piece, "more_body": True}
        if then == "ends":
            return {"type": "http.request", "body": b"", "more_body": False}
        if then == "goes away":
            return {"type": "http.disconnect"}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/assessments", "headers": [], "query_string": b""}
    with start_blocking_portal() as portal:
        portal.call(app, scope, receive, send)
    return sent


def log_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == "web.request_deadlines"]


def test_a_body_that_comes_in_time_is_read(caplog: pytest.LogCaptureFixture) -> None:
    start, body = answers_to(b"one ", b"two", then="ends")

    assert (start["status"], body["body"]) == (200, b"one two")
    assert log_lines(caplog) == []


def test_a_body_that_does_not_come_in_time_is_answered_with_408_and_a_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    start, body = answers_to(b"one ", then="waits")

    assert start["status"] == 408
    assert (b"connection", b"close") in start["headers"]
    assert body["body"] == b"What your browser sent did not arrive in time, so nothing was done. Try again."
    assert log_lines(caplog) == ["A request to assessments did not come in time."]


def opened(client: AppClient, *lines: str) -> socket.socket:
    """Open a connection to the app, and send these lines of a request over it."""
    connection = socket.create_connection(("127.0.0.1", client.app.port), timeout=PATIENCE_SECONDS)
    connection.sendall("\r\n".join(lines).encode())
    return connection


def test_a_request_that_is_broken_off_leaves_one_line_in_the_log(client: AppClient) -> None:
    line = "A request to assessments was broken off."
    headers = [
        f"Host: {client.host}",
        f"Origin: {client.app.url}",
        "Content-Length: 100",
        "Content-Type: application/json",
    ]
    opened(client, "PUT /assessments/1/responses/P1 HTTP/1.1", *headers, "", "{").close()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while line not in client.app.log():
        assert time.monotonic() < deadline, client.app.log()
        time.sleep(0.05)
    assert client.get("/_stcore/health").status == 200
    assert client.app.log().count(line) == 1
    assert "Traceback" not in client.app.log()


def test_a_connection_is_closed_that_sends_the_head_of_a_request_too_slowly(client: AppClient) -> None:
    health = ("GET /_stcore/health HTTP/1.1", f"Host: {client.host}", "", "")
    with opened(client) as silent, opened(client, "GET / HTTP/1.1", "Ho") as slow, opened(client, *health) as second:
        assert second.recv(4_096).startswith(b"HTTP/1.1 200 OK")
        second.sendall(b"GET / HTT")

        for connection in (silent, slow, second):
            while connection.recv(4_096):  # the server closes it after ten seconds, or 20 for a second request
                pass
