"""The routes for signing in and out, accepting an invitation and setting up the first administrator."""

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assessment.access.credential import Credential
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.account_links import INVITATION_INVALID
from assessment.actions.first_administrator import DATABASE_LOST, HAS_ADMINISTRATOR, create_first_administrator
from assessment.actions.new_person import NewPerson
from assessment.actions.presented_secrets import is_accepted
from assessment.actions.signing_in import SignInAttempt, sign_in, sign_out
from assessment.codes import Event
from assessment.errors import (
    AssessmentError,
    InvalidInput,
    NotPermitted,
    NotReadable,
    NotSaved,
    NotSignedIn,
    TooManyAtOnce,
    TooManyAttempts,
    sentence,
)
from assessment.services import services
from assessment.views.session_view import browser_proofs, find_invited_name, has_no_people, open_viewer
from web import first_administrator_code, open_sockets
from web.account_pages import (
    SIGN_IN_LINK,
    choose_password_page,
    first_administrator_page,
    message_page,
    sign_in_page,
    still_signed_in_page,
)
from web.browser_cookie import proofs_of, with_proofs
from web.counted_attempts import address_of, require_link
from web.paths import FIRST_ADMINISTRATOR, SIGN_IN
from web.redirects import is_https, page_path_or_home, return_path
from web.request_bodies import read_form
from web.session_cookie import credential_of, with_session, without_session
from web.work import PASSWORDS, SAVES

_NOT_ON_THIS_COMPUTER: Final = sentence(
    "first_administrator_elsewhere",
    "The first administrator can only be set up on the computer that runs this service. Open this page there.",
)
_WRONG_CODE: Final = sentence(
    "first_run_code_wrong",
    "This is not the code that the server printed. Look for it in the terminal window where the server was started.",
)
_PAGE_OUT_OF_DATE: Final = sentence("sign_out_page_out_of_date", "This page is out of date. Reload it, then sign out.")

_SIGNED_OUT: Final = "You are signed out."
_SESSION_ENDED: Final = (
    "You were signed out, as everybody is after 30 minutes without use, and when their access or password changes. "
    "What you typed and did not save is kept in this browser, for you alone."
)
_NOT_SIGNED_OUT: Final = sentence(
    "not_signed_out",
    "Your session could not be ended, because the database does not take changes at present. Try again in a moment. "
    "Until you are signed out, do not leave this browser to anybody else.",
)


async def show_sign_in(request: Request) -> Response:
    """Show the sign-in form, or lead to the first administrator's form while nobody can sign in."""
    if await run_in_threadpool(lambda: has_no_people(services().store)):
        return RedirectResponse(FIRST_ADMINISTRATOR, status_code=303)
    said = _SIGNED_OUT if "signed-out" in request.query_params else ""
    if not said and await run_in_threadpool(_has_ended, credential_of(request)):
        said = _SESSION_ENDED
    return sign_in_page(next_path=return_path(request), said=said)


async def sign_in_by_password(request: Request) -> Response:
    """Begin a session and lead on to `next`, or show the form again, with one message whatever was wrong."""
    typed = await read_form(request)
    next_path = page_path_or_home(typed.get("next"))
    attempt = SignInAttempt(
        email=typed.get("email", ""),
        password=typed.get("password", ""),
        code=typed.get("code", ""),
        address=address_of(request),
        browser=proofs_of(request),
    )

    try:
        return await PASSWORDS.run(lambda: _signed_in(request, sign_in(services().store, attempt), to=next_path))
    except AssessmentError as error:
        return sign_in_page(next_path=next_path, email=attempt.email, error=error)


async def check_session(request: Request) -> Response:
    """Respond with 204 if the browser has a session, and with 401 and a sentence if it has none."""
    try:
        await run_in_threadpool(open_viewer, services().store, credential_of(request))
    except NotSignedIn as error:
        return PlainTextResponse(str(error), status_code=401, headers={"cache-control": "no-store"})
    return Response(status_code=204, headers={"cache-control": "no-store"})


async def end_session(request: Request) -> Response:
    """Sign out. The form must carry a token that only a page of the same session knows."""
    credential = credential_of(request)
    typed = await read_form(request)
    if typed.get("token") != credential.signs_out_by:
        return message_page("You are still signed in", error=InvalidInput(_PAGE_OUT_OF_DATE), status=403)
    try:
        await SAVES.run(sign_out, services().store, credential)
    except (NotSaved, NotReadable, TooManyAtOnce):
        return still_signed_in_page(NotSaved(_NOT_SIGNED_OUT), token=credential.signs_out_by)
    await open_sockets.close_ended()
    return without_session(RedirectResponse(f"{SIGN_IN}?signed-out", status_code=303), secure=is_https(request))


async def show_first_administrator(request: Request) -> Response:
    """Show the form for the first administrator, or say that there is one already."""
    return await run_in_threadpool(lambda: _refused_first_administrator(request) or first_administrator_page())


async def make_first_administrator(request: Request) -> Response:
    """Make the first administrator and sign them in, or show the form again with what is wrong."""
    typed = await read_form(request)

    def begin() -> Response:
        refusal = _refused_first_administrator(request)
        if refusal is not None:
            return refusal
        try:
            _require_code(request, typed.get("code", ""))
            new_person = NewPerson(
                name=typed.get("name", ""), email=typed.get("email", ""), force=typed.get("force", "") or None
            )
            credential = create_first_administrator(services().store, new_person, typed.get("password", ""))
        except AssessmentError as error:
            # Somebody else may have become the first administrator meanwhile.
            return _refused_first_administrator(request) or first_administrator_page(typed=typed, error=error)
        return _signed_in(request, credential, to="/")

    return await PASSWORDS.run(begin)


async def show_invitation(request: Request) -> Response:
    """Show the form by which an invited person chooses a password."""
    secret = request.path_params["secret"]
    return await PASSWORDS.run(lambda: _refused_link(request, secret) or _invitation_page(secret))


async def accept_invitation_by_password(request: Request) -> Response:
    """Save the password that was chosen and sign in; lead a person with a second factor to sign-in instead."""
    typed = await read_form(request)
    secret = request.path_params["secret"]

    def accept() -> Response:
        refusal = _refused_link(request, secret)
        if refusal is not None:
            return refusal
        try:
            credential = accept_invitation(services().store, secret, typed.get("password", ""))
        except AssessmentError as error:
            return _invitation_page(secret, error=error)
        if credential is None:
            sign_out(services().store, credential_of(request))
            return RedirectResponse(SIGN_IN, status_code=303)
        return _signed_in(request, credential, to="/")

    return await PASSWORDS.run(accept)


def _has_ended(credential: Credential) -> bool:
    """Return True if the browser presents a session that has ended."""
    if not credential.token:
        return False
    try:
        open_viewer(services().store, credential)
    except NotSignedIn:
        return True
    return False


def _signed_in(request: Request, credential: Credential, *, to: str) -> Response:
    """Return the response that leads on, with the session and with a proof that this browser is known from now on."""
    # Somebody else may have planted the session that the browser had before.
    sign_out(services().store, credential_of(request))
    proofs = browser_proofs(services().store, credential, proofs_of(request))
    response = with_session(RedirectResponse(to, status_code=303), credential, secure=is_https(request))
    return with_proofs(response, proofs, request)


def _refused_first_administrator(request: Request) -> Response | None:
    """Return the page that says why no first administrator can be set up by this request, or None if one can."""
    if not has_no_people(services().store):
        return message_page("First administrator", text=HAS_ADMINISTRATOR, link=SIGN_IN_LINK, status=404)
    if not first_administrator_code.is_on_this_computer(request):
        error = NotPermitted(_NOT_ON_THIS_COMPUTER)
        return message_page("First administrator", error=error, link=None, status=403)
    if services().store.find_lost_heads():
        return message_page("First administrator", error=NotPermitted(DATABASE_LOST), link=None, status=403)
    return None


def _require_code(request: Request, typed: str) -> None:
    """Raise :class:`InvalidInput` unless the code is the one that the server printed."""
    is_right = is_accepted(
        services().store,
        target="code for the first administrator",
        address=address_of(request),
        is_right=lambda: first_administrator_code.is_code(typed),
        refusal=Event.FIRST_RUN_CODE_REFUSED,
    )
    if not is_right:
        raise InvalidInput(_WRONG_CODE)


def _refused_link(request: Request, secret: str) -> Response | None:
    """Return the page that says why a link cannot be used, or None if it can."""
    try:
        require_link(request, secret)
    except (InvalidInput, TooManyAttempts) as error:
        status = 404 if isinstance(error, InvalidInput) else 429
        return message_page("Invitation", error=error, link=SIGN_IN_LINK, status=status)
    return None


def _invitation_page(secret: str, *, error: AssessmentError | None = None) -> Response:
    name = find_invited_name(services().store, secret)
    if name is None:
        return message_page("Invitation", error=InvalidInput(INVITATION_INVALID), link=SIGN_IN_LINK, status=404)
    return choose_password_page(name=name, secret=secret, error=error)
