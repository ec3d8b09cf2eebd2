"""The HTML pages for signing in: plain forms that work without scripts, made from ``templates/``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from assessment import design_tokens
from assessment.access.email_address import LONGEST_EMAIL
from assessment.access.passwords import SHORTEST
from assessment.errors import AssessmentError, NotReadable, NotSaved, TooManyAtOnce, TooManyAttempts
from assessment.services import EXAMPLE_NOTICE, services
from web.paths import OIDC_LOGIN, SIGN_IN

# A person's name and whatever else was typed stands in these pages, so every value is escaped.
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
_FORMS: Final = frozenset({"sign_in.html", "first_administrator.html", "choose_password.html"})
"""The pages where something is typed, which show an error as the message of what was done."""
HOME_LINK: Final = ("/", "Go to Home")
SIGN_IN_LINK: Final = (SIGN_IN, "Sign in")
_TEMPLATES.globals |= {
    "font": "",
    "tokens": Markup(design_tokens.stylesheet()),  # noqa: S704 - our own stylesheet
    "sign_in": SIGN_IN,
    "oidc_login": OIDC_LOGIN,
    "shortest": SHORTEST,
}


def use_font(rule: str) -> None:
    """Draw the pages from now on in the font of the app; `rule` is the rule of CSS that names its file."""
    _TEMPLATES.globals["font"] = Markup(rule)  # noqa: S704 - made by our own code


def sign_in_page(
    *, next_path: str, email: str = "", error: AssessmentError | None = None, said: str = ""
) -> HTMLResponse:
    """Return the sign-in form, which leads on to `next_path`; `said` is why it is shown, where that is known."""
    return _page(
        "sign_in.html",
        error=error,
        next_path=next_path,
        email=email[:LONGEST_EMAIL],
        provider=services().provider,
        said=said,
    )


def first_administrator_page(
    *, typed: Mapping[str, str] | None = None, error: AssessmentError | None = None
) -> HTMLResponse:
    """Return the form for the first administrator, with all that was typed before except the password."""
    return _page("first_administrator.html", error=error, typed=typed or {}, forces=services().forces)


def choose_password_page(*, name: str, secret: str, error: AssessmentError | None = None) -> HTMLResponse:
    """Return the form for the person with this name, who was invited by the link with this secret."""
    return _page("choose_password.html", error=error, name=name, secret=secret, provider=services().provider)


def message_page(
    title: str,
    *,
    status: int | None = None,
    text: str = "",
    error: AssessmentError | None = None,
    link: tuple[str, str] | None = HOME_LINK,
) -> HTMLResponse:
    """Return a page without a form; `link` is the address and the words of the one link on it.

    Without a `status`, the error decides it.
    """
    return _page("message.html", error=error, status=status, title=title, text=text, link=link)


def cannot_be_shown_page(error: AssessmentError, *, status: int | None = None) -> HTMLResponse:
    """Return the page that stands for one that could not be shown, with a link to try again."""
    return _page("try_again.html", error=error, status=status, title="This page cannot be shown", token="")


def still_signed_in_page(error: AssessmentError, *, token: str) -> HTMLResponse:
    """Return the page that says that the session goes on, with a button to sign out with the same token."""
    return _page("try_again.html", error=error, status=503, title="You are still signed in", token=token)


def _page(template: str, *, error: AssessmentError | None, status: int | None = None, **values: object) -> HTMLResponse:
    problems = () if error is None else error.sentences
    body = _TEMPLATES.get_template(template).render(
        values, problems=problems, is_form=template in _FORMS, example=EXAMPLE_NOTICE if services().is_example else ""
    )
    return HTMLResponse(body, status_code=status or _status(error), headers={"cache-control": "no-store"})


def _status(error: AssessmentError | None) -> int:
    match error:
        case None:
            return 200
        case NotSaved() | NotReadable():
            return 503
        case TooManyAttempts() | TooManyAtOnce():
            return 429
        case _:
            return 422
