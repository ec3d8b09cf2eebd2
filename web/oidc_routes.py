"""The routes to the identity provider and back, which end in a session of our own or in an error message."""

from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assessment.access.credential import Credential
from assessment.actions.signing_in import sign_out
from assessment.actions.signing_in_by_identity_provider import (
    accept_invitation_by_identity,
    sign_in_by_identity,
    sign_out_by_identity_provider,
)
from assessment.errors import AssessmentError, InvalidInput, NotReadable, NotSaved, TooManyAtOnce, sentence
from assessment.services import services
from assessment.settings import Provider
from web import oidc_client, open_sockets
from web.account_pages import message_page
from web.counted_attempts import require_link
from web.oidc_login_state import LoginState
from web.paths import OIDC_CALLBACK, OIDC_LOGIN, SIGN_IN
from web.redirects import is_https, page_path_or_home, return_path
from web.request_bodies import read_form
from web.session_cookie import credential_of, with_session
from web.work import PROVIDER

_COOKIE: Final = "assessment_login"
_COOKIE_SECONDS: Final = 600
_NOT_KEPT: Final = {"cache-control": "no-store"}
_NO_PROVIDER: Final = sentence("provider_missing", "This service has no identity provider.")
_LATE: Final = sentence(
    "provider_login_unknown",
    "Signing in took too long, or was started in another browser. Start again from the sign-in page.",
)


async def start_login(request: Request) -> Response:
    """Send the browser to the provider, with the state of this login in a cookie."""
    provider = services().provider
    if provider is None:
        return RedirectResponse(SIGN_IN, status_code=303)
    invitation = request.query_params.get("invitation", "")
    # Otherwise another site could make somebody accept an invitation that they have not seen.
    if invitation and request.headers.get("sec-fetch-site") != "same-origin":
        return RedirectResponse(f"/account/invitation/{quote(invitation, safe='')}", status_code=303)
    login = LoginState(next_path=return_path(request), invitation=invitation)
    try:
        address = await PROVIDER.run(oidc_client.authorization_url, provider, login, callback=_callback(request))
    except AssessmentError as error:
        return _not_signed_in(error, next_path=login.next_path)
    response = RedirectResponse(address, status_code=303, headers={"cache-control": "no-store"})
    response.set_cookie(
        _cookie_name(request),
        login.cookie_value,
        max_age=_COOKIE_SECONDS,
        path=OIDC_LOGIN,
        httponly=True,
        secure=is_https(request),
        samesite="lax",
    )
    return response


async def finish_login(request: Request) -> Response:
    """Sign in whoever comes back from the provider and lead on to the page they wanted, or show an error message."""
    provider = services().provider
    login = LoginState.from_cookie(request.cookies.get(_cookie_name(request), ""))
    if provider is None or login is None:
        return _not_signed_in(InvalidInput(_LATE))
    try:
        credential = await PROVIDER.run(_begin_session, provider, login, request)
    except AssessmentError as error:
        response = _not_signed_in(error, next_path=login.next_path)
    else:
        onward = RedirectResponse(page_path_or_home(login.next_path), status_code=303)
        response = with_session(onward, credential, secure=is_https(request))
    response.delete_cookie(
        _cookie_name(request), path=OIDC_LOGIN, httponly=True, secure=is_https(request), samesite="lax"
    )
    return response


async def end_sessions(request: Request) -> Response:
    """End the sessions of whoever has signed out at the provider, which sends a signed token.

    Respond with 200 if they have ended, with 400 for a token that does not count, and with 503 if it can be sent again.
    Source: OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8.
    """
    provider = services().provider
    token = (await read_form(request)).get("logout_token", "")

    def end() -> None:
        if provider is None:
            raise InvalidInput(_NO_PROVIDER)
        logout = oidc_client.logout_from_token(provider, token)
        sign_out_by_identity_provider(services().store, logout)

    try:
        await PROVIDER.run(end)
    except AssessmentError as error:
        status = 503 if isinstance(error, (NotReadable, NotSaved, TooManyAtOnce)) else 400
        return PlainTextResponse(str(error), status_code=status, headers=_NOT_KEPT)
    await open_sockets.close_ended()
    return Response(headers=_NOT_KEPT)


def _begin_session(provider: Provider, login: LoginState, request: Request) -> Credential:
    identity, session = oidc_client.identity_from_callback(
        provider, login, request.query_params, callback=_callback(request)
    )
    store = services().store
    if login.invitation:
        require_link(request, login.invitation)
        credential = accept_invitation_by_identity(store, login.invitation, identity, provider_session=session)
    else:
        credential = sign_in_by_identity(store, identity, provider_session=session)
    # Somebody else may have planted the session that the browser had before.
    sign_out(store, credential_of(request))
    return credential


def _cookie_name(request: Request) -> str:
    """Return the name that the cookie has in this instance. With the prefix, browsers take it over TLS only."""
    return f"{'__Secure-' if is_https(request) else ''}{_COOKIE}_{services().settings.instance}"


def _callback(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{OIDC_CALLBACK}"


def _not_signed_in(error: AssessmentError, *, next_path: str = "/") -> Response:
    link = f"{SIGN_IN}?next={quote(page_path_or_home(next_path), safe='')}"
    return message_page("Not signed in", error=error, link=(link, "Sign in"))
