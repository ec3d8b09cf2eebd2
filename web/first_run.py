"""The code by which the first administrator is made, and who may use it: somebody who sees what the server prints."""

import secrets
from typing import Final

from starlette.requests import Request

_code: Final = "-".join(secrets.token_hex(2) for _ in range(4))
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def announcement(port: int) -> str:
    """What the server prints while there is nobody who can sign in."""
    return (
        f"\nNobody can sign in yet. Make the first administrator at http://localhost:{port}/account/first\n"
        f"with this code, which counts once: {_code}\n"
    )


def is_code(typed: str) -> bool:
    """Whether it is the code."""
    return secrets.compare_digest(typed.strip().lower().encode(), _code.encode())


def is_on_this_computer(request: Request) -> bool:
    """Whether the request was made on this computer and by no proxy."""
    client = request.client
    return (
        client is not None
        and client.host in {"127.0.0.1", "::1"}
        and not any(name in request.headers for name in _FORWARDED)
    )
