"""Request bodies that arrive in pieces: the limit is on all of them together."""

from collections.abc import Iterable
from urllib.parse import urlencode

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.types import Message

from web.request_bodies import read_form, read_small_body

KIBIBYTE = b"x" * 1024
LAST: Message = {"type": "http.request", "body": b"", "more_body": False}


def request_in_pieces(pieces: Iterable[bytes]) -> Request:
    """Return a request with a form as its body, which the server hands on in these pieces."""
    messages = iter([*({"type": "http.request", "body": piece, "more_body": True} for piece in pieces), LAST])

    async def receive() -> Message:
        return next(messages)

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)


@pytest.mark.parametrize(
    ("pieces", "body"),
    [
        pytest.param([KIBIBYTE] * 128, b"x" * 131_072, id="as long as the limit"),
        pytest.param([KIBIBYTE] * 128 + [b"x"], None, id="one byte longer"),
        pytest.param([KIBIBYTE] * 3_000, None, id="three megabytes"),
    ],
)
def test_a_body_in_pieces_is_read_up_to_128_kibibytes_in_all(pieces: list[bytes], body: bytes | None) -> None:
    with start_blocking_portal() as portal:
        assert portal.call(read_small_body, request_in_pieces(pieces)) == body


@pytest.mark.parametrize(("more_bytes", "is_read"), [(0, True), (1, False), (3_000_000, False)])
def test_a_form_in_pieces_is_read_up_to_16_kibibytes_in_all(more_bytes: int, is_read: bool) -> None:
    begin = urlencode({"email": "ann@kent.example", "code": ""}).encode()
    code = "1" * (16_384 - len(begin) + more_bytes)
    body = begin + code.encode()
    pieces = [body[start : start + 1_000] for start in range(0, len(body), 1_000)]

    with start_blocking_portal() as portal:
        fields = portal.call(read_form, request_in_pieces(pieces))

    assert fields == ({"email": "ann@kent.example", "code": code} if is_read else {})
