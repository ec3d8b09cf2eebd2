"""Sign in, sign out, accept an invitation, and make the first administrator: forms that need no script."""

from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assessment.access.credential import Credential
from assessment.access.passwords import SHORTEST
from assessment.actions.signing_in import (
    HAS_ADMINISTRATOR,
    INVITATION_INVALID,
    NewPerson,
    SignInAttempt,
    accept_invitation,
    create_first_administrator,
    sign_in,
    sign_out,
)
from assessment.errors import AssessmentError, InvalidInput, NotPermitted, NotSaved
from assessment.services import services
from assessment.views.people_view import find_invited_name, has_no_people
from web import first_run
from web.addresses import inside, is_secure
from web.elsewhere import GO
from web.form import Field, page
from web.sessions import FIRST, SIGN_IN, credential_of, with_session, without_session

_PASSWORD_HINT: Final = f"At least {SHORTEST} characters. Three or four words that have nothing to do with each other."
_MOST_BYTES: Final = 16 * 1024
_ELSEWHERE: Final = "The first administrator is made on the computer that the service runs on. Open this page there."
_WRONG_CODE: Final = "This is not the code that the server printed. It stands in the window where it was started."


async def show_sign_in(request: Request) -> Response:
    """The form."""
    if await run_in_threadpool(lambda: has_no_people(services().store)):
        return RedirectResponse(FIRST, status_code=303)
    return _sign_in_page(wanted=inside(request.query_params.get("next")))


async def take_sign_in(request: Request) -> Response:
    """A new session, and on to where they wanted; or the form again, with the same words whatever was wrong."""
    typed = await _typed(request)
    wanted = inside(typed.get("next"))
    claim = SignInAttempt(
        email=typed.get("email", ""),
        password=typed.get("password", ""),
        code=typed.get("code", ""),
        address=request.client.host if request.client else "",
    )

    def begin() -> Credential:
        credential = sign_in(services().store, claim)
        # What the browser held before is no session any more, whoever had planted it.
        sign_out(services().store, credential_of(request))
        return credential

    try:
        credential = await run_in_threadpool(begin)
    except AssessmentError as error:
        return _sign_in_page(wanted=wanted, email=claim.email, error=error)
    return with_session(RedirectResponse(wanted, status_code=303), credential, secure=is_secure(request))


async def take_sign_out(request: Request) -> Response:
    """End the session. Only a page of that session knows the token it takes."""
    credential = credential_of(request)
    typed = await _typed(request)
    if typed.get("token") != credential.signs_out_by:
        return PlainTextResponse("This page is out of date. Reload it, then sign out.", status_code=403)
    await run_in_threadpool(sign_out, services().store, credential)
    return without_session(RedirectResponse(SIGN_IN, status_code=303), secure=is_secure(request))


async def show_first(request: Request) -> Response:
    """The form for the first administrator; once there is one, the way to sign in."""
    return await run_in_threadpool(_first_page, request)


async def take_first(request: Request) -> Response:
    """The first administrator, signed in."""
    typed = await _typed(request)

    def begin() -> Response:
        if not first_run.is_on_this_computer(request) or not has_no_people(services().store):
            return _first_page(request)
        try:
            if not first_run.is_code(typed.get("code", "")):
                raise InvalidInput(_WRONG_CODE)
            new = NewPerson(
                name=typed.get("name", ""), email=typed.get("email", ""), force=typed.get("force", "") or None
            )
            credential = create_first_administrator(services().store, new, typed.get("password", ""))
        except AssessmentError as error:
            return _first_page(request, typed=typed, error=error)
        return with_session(RedirectResponse("/", status_code=303), credential, secure=is_secure(request))

    return await run_in_threadpool(begin)


async def show_invitation(request: Request) -> Response:
    """Who is invited, and the password they choose."""
    return await run_in_threadpool(_invitation_page, request.path_params["secret"])


async def take_invitation(request: Request) -> Response:
    """The password is chosen: signed in, or where a second factor is asked for, on to sign-in."""
    typed = await _typed(request)
    secret = request.path_params["secret"]

    def accept() -> Response:
        try:
            credential = accept_invitation(services().store, secret, typed.get("password", ""))
        except AssessmentError as error:
            return _invitation_page(secret, error=error)
        sign_out(services().store, credential_of(request))
        if credential is None:
            return RedirectResponse(SIGN_IN, status_code=303)
        return with_session(RedirectResponse("/", status_code=303), credential, secure=is_secure(request))

    return await run_in_threadpool(accept)


def _sign_in_page(*, wanted: str, email: str = "", error: AssessmentError | None = None) -> Response:
    return page(
        "Sign in",
        fields=(
            Field(name="email", label="E-mail address", kind="email", fills="username", value=email[:254]),
            Field(name="password", label="Password", kind="password", fills="current-password"),
            Field(
                name="code",
                label="Code",
                hint="From your authenticator app, or a recovery code. Leave it empty if you have not set this up.",
                fills="one-time-code",
                required=False,
            ),
        ),
        hidden={"next": wanted},
        button="Sign in",
        link=_elsewhere("Sign in", next=wanted),
        error=error,
        status=_status(error),
    )


def _first_page(
    request: Request, *, typed: dict[str, str] | None = None, error: AssessmentError | None = None
) -> Response:
    if not has_no_people(services().store):
        return page("First administrator", text=HAS_ADMINISTRATOR, link=(SIGN_IN, "Sign in"), status=404)
    if not first_run.is_on_this_computer(request):
        return page("First administrator", error=NotPermitted(_ELSEWHERE), status=403)
    said = typed or {}
    return page(
        "Make the first administrator",
        text="Nobody can sign in yet. The administrator invites everybody else.",
        fields=(
            Field(
                name="code", label="Code", hint="The server printed it when it was started.", value=said.get("code", "")
            ),
            Field(name="name", label="Your name", fills="name", value=said.get("name", "")),
            Field(name="email", label="E-mail address", kind="email", fills="username", value=said.get("email", "")),
            Field(
                name="force",
                label="Your force",
                hint="Leave it empty if you belong to none. With a force you can also start assessments.",
                required=False,
                value=said.get("force", ""),
                options=tuple(force.name for force in services().forces),
            ),
            Field(name="password", label="Password", kind="password", hint=_PASSWORD_HINT, fills="new-password"),
        ),
        button="Make the first administrator",
        error=error,
        status=_status(error),
    )


def _invitation_page(secret: str, *, error: AssessmentError | None = None) -> Response:
    name = find_invited_name(services().store, secret)
    if name is None:
        return page("Invitation", error=InvalidInput(INVITATION_INVALID), link=(SIGN_IN, "Sign in"), status=404)
    return page(
        "Choose a password",
        text=f"You are invited as {name}.",
        fields=(Field(name="password", label="Password", kind="password", hint=_PASSWORD_HINT, fills="new-password"),),
        button="Choose this password",
        link=_elsewhere("Or sign in", invitation=secret),
        error=error,
        status=_status(error),
    )


def _elsewhere(words: str, **asked: str) -> tuple[str, str] | None:
    """The link to the identity provider, where there is one."""
    provider = services().provider
    return None if provider is None else (f"{GO}?{urlencode(asked)}", f"{words} with {provider.name}")


def _status(error: AssessmentError | None) -> int:
    return 200 if error is None else 503 if isinstance(error, NotSaved) else 422


async def _typed(request: Request) -> dict[str, str]:
    """The form's fields. Of more than a form can hold, nothing."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return {}
    return _fields(body)


def _fields(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return {}
