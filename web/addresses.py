"""Where a request came in, and where it may lead."""

from urllib.parse import urlsplit

from starlette.requests import Request


def inside(address: str | None) -> str:
    """The address where it leads to a page of this app, and home where it does not."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return "/"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or "\\" in address or parts.path.startswith(("/account", "/_stcore")):
        return "/"
    return address


def is_secure(request: Request) -> bool:
    """Whether it came by TLS, so that what is set by it must not go another way."""
    return request.url.scheme == "https"
