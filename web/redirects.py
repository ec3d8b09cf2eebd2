"""Addresses that it is safe to send a browser to."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

_HOME: Final = "/"
_LONGEST: Final = 2_000
"""The most characters: in base64 and with all else, they fit into the 4,096 bytes of a cookie (RFC 6265, 6.1)."""


def return_path(request: Request) -> str:
    """Return the path and query of the page to go on to after sign-in.

    It is the one that the address names as ``next``, or the page of this app that led here, or ``/``.
    """
    named = request.query_params.get("next")
    if named is not None:
        return page_path_or_home(named)
    try:
        page = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return _HOME
    if page.netloc != request.headers.get("host"):
        return _HOME
    return page_path_or_home(page._replace(scheme="", netloc="", fragment="").geturl())


def page_path_or_home(address: str | None) -> str:
    """Return the address if it is the path of a page of this app, or ``/`` if it is anything else.

    Leave out a query that is too long to be kept in a cookie on the way to an identity provider and back.
    """
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return _HOME
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or "\\" in address or parts.path.startswith(("/account", "/_stcore")):
        return _HOME
    return address if len(address) <= _LONGEST else parts.path[:_LONGEST]


def is_https(request: Request) -> bool:
    """Return True if the request came over TLS, so that its cookies must never travel without it."""
    return bool(request.scope["scheme"] == "https")
