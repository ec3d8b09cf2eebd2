"""Addresses that it is safe to send a browser to."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

_HOME: Final = "/"


def page_path_or_home(address: str | None) -> str:
    """Return the address if it is the path of a page of this app, or ``/`` if it is anything else."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return _HOME
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or "\\" in address or parts.path.startswith(("/account", "/_stcore")):
        return _HOME
    return address


def is_https(request: Request) -> bool:
    """Return True if the request came over TLS, so that its cookies must never travel without it."""
    return request.url.scheme == "https"
