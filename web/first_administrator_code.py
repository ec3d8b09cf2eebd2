"""The code that proves that somebody can see what the server prints, and so may become the first administrator."""

import secrets
from typing import Final

from starlette.requests import Request

_code: Final = "-".join(secrets.token_hex(2) for _ in range(4))
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def announcement(port: int) -> str:
    """Return the text that the server prints while nobody can sign in."""
    return (
        f"\nNobody can sign in yet. Set up the first administrator at http://localhost:{port}/account/first\n"
        f"with this code, which works once: {_code}\n"
    )


def is_code(typed: str) -> bool:
    """Return True if the code that the server printed was typed."""
    return secrets.compare_digest(typed.strip().lower().encode(), _code.encode())


def is_on_this_computer(request: Request) -> bool:
    """Return True if the request was made on this computer and did not pass through a proxy."""
    client = request.client
    return (
        client is not None
        and client.host in {"127.0.0.1", "::1"}
        and not any(name in request.headers for name in _FORWARDED)
    )
