"""The way to the identity provider and back, and what comes of it here: a session of our own, or a sentence."""

from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assessment.access.credential import Credential
from assessment.actions.signing_in import sign_out
from assessment.actions.signing_in_elsewhere import accept_invitation_by_identity, sign_in_by_identity
from assessment.errors import AssessmentError, InvalidInput
from assessment.services import services
from assessment.settings import Provider
from web import provider as protocol
from web.addresses import inside, is_secure
from web.form import page
from web.provider import Errand
from web.sessions import SIGN_IN, credential_of, with_session

GO: Final = "/account/provider"
BACK: Final = "/account/provider/back"
_ERRAND: Final = "assessment_errand"
_FOR_SECONDS: Final = 600
_LATE: Final = "This took too long, or was begun in another browser. Start again from the sign-in page."


async def go(request: Request) -> Response:
    """On to the provider."""
    provider = services().provider
    if provider is None:
        return RedirectResponse(SIGN_IN, status_code=303)
    invitation = request.query_params.get("invitation", "")
    # Another site must not let somebody accept an invitation they have not seen.
    if invitation and request.headers.get("sec-fetch-site") != "same-origin":
        return RedirectResponse(f"/account/invitation/{quote(invitation, safe='')}", status_code=303)
    errand = Errand(wanted=inside(request.query_params.get("next")), invitation=invitation)
    try:
        address = await run_in_threadpool(protocol.way_to, provider, errand, back=_back(request))
    except AssessmentError as error:
        return _problem(error)
    response = RedirectResponse(address, status_code=303, headers={"cache-control": "no-store"})
    response.set_cookie(
        _held(request),
        errand.held,
        max_age=_FOR_SECONDS,
        path=GO,
        httponly=True,
        secure=is_secure(request),
        samesite="lax",
    )
    return response


async def come_back(request: Request) -> Response:
    """Back from the provider: signed in, and on to where they wanted; or a sentence."""
    provider = services().provider
    errand = Errand.read(request.cookies.get(_held(request), ""))
    if provider is None or errand is None:
        return _problem(InvalidInput(_LATE))
    try:
        credential = await run_in_threadpool(_begin, provider, errand, request)
    except AssessmentError as error:
        response = _problem(error)
    else:
        wanted = RedirectResponse(inside(errand.wanted), status_code=303)
        response = with_session(wanted, credential, secure=is_secure(request))
    response.delete_cookie(_held(request), path=GO, httponly=True, secure=is_secure(request), samesite="lax")
    return response


def _begin(provider: Provider, errand: Errand, request: Request) -> Credential:
    identity = protocol.who_came(provider, errand, request.query_params, back=_back(request))
    if errand.invitation:
        credential = accept_invitation_by_identity(services().store, errand.invitation, identity)
    else:
        credential = sign_in_by_identity(services().store, identity)
    # What the browser held before is no session any more, whoever had planted it.
    sign_out(services().store, credential_of(request))
    return credential


def _held(request: Request) -> str:
    """The name of the cookie: behind TLS, one that a browser takes by TLS alone."""
    return f"__Secure-{_ERRAND}" if is_secure(request) else _ERRAND


def _back(request: Request) -> str:
    """Where the provider sends the browser; it knows the address, and takes no other."""
    return f"{request.url.scheme}://{request.url.netloc}{BACK}"


def _problem(error: AssessmentError) -> Response:
    return page("Not signed in", error=error, link=(SIGN_IN, "Sign in"), status=422)
