"""The cookie by which a browser is known again to whoever signed in with it before. It signs nobody in."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from assessment.services import services
from web.redirects import is_https

_COOKIE: Final = "assessment_browser"
_PATH: Final = "/account"
_SECONDS: Final = 365 * 24 * 60 * 60


def proofs_of(request: Request) -> str:
    """Return the proofs (:mod:`assessment.access.known_browser`) that the browser keeps; empty if it has none."""
    return request.cookies.get(_name(request), "")


def with_proofs(response: Response, proofs: str, request: Request) -> Response:
    """Return the response after setting the cookie on it for a year, out of reach of scripts and of other sites."""
    response.set_cookie(
        _name(request),
        proofs,
        max_age=_SECONDS,
        path=_PATH,
        httponly=True,
        secure=is_https(request),
        samesite="strict",
    )
    return response


def _name(request: Request) -> str:
    """Return the cookie's name. With this prefix, browsers take the cookie over TLS only."""
    return f"{'__Secure-' if is_https(request) else ''}{_COOKIE}_{services().settings.instance}"
