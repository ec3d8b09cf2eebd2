"""The cookie that holds the secret of a session: read it, set it, delete it."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from assessment.access.credential import Credential, session_cookie
from assessment.services import services


def credential_of(connection: HTTPConnection) -> Credential:
    """Return the credential in the session cookie; an empty one if there is no such cookie, or more than one."""
    name = _name(secure=connection.scope["scheme"] in {"https", "wss"})
    found = []
    # Starlette's own parser keeps the last of two cookies of one name; a planted second one must not count.
    for header in connection.headers.getlist("cookie"):
        for part in header.split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                found.append(value)
    return Credential(found[0] if len(found) == 1 else "")


def with_session(response: Response, credential: Credential, *, secure: bool) -> Response:
    """Return the response after setting the session cookie on it, out of reach of scripts."""
    response.set_cookie(_name(secure=secure), credential.token, httponly=True, secure=secure, samesite="lax", path="/")
    return response


def without_session(response: Response, *, secure: bool) -> Response:
    """Return the response after deleting the session cookie with it."""
    response.delete_cookie(_name(secure=secure), httponly=True, secure=secure, samesite="lax", path="/")
    return response


def _name(*, secure: bool) -> str:
    return session_cookie(services().settings.instance, secure=secure)
