"""What somebody presents who has not signed in, counted by the network address that it comes from."""

from starlette.requests import Request

from assessment.actions.account_links import INVITATION_INVALID
from assessment.actions.presented_secrets import is_accepted
from assessment.codes import Event
from assessment.errors import InvalidInput
from assessment.services import services
from assessment.views.session_view import find_invited_name


def address_of(request: Request) -> str:
    """Return the network address of whoever asks; behind a proxy, the one that the proxy names."""
    return request.client.host if request.client else ""


def require_link(request: Request, secret: str) -> None:
    """Raise :class:`InvalidInput` unless a link to choose a password with that secret can be used.

    Raise :class:`TooManyAttempts` after too many that could not.
    """
    is_right = is_accepted(
        services().store,
        target=f"link {secret}",
        address=address_of(request),
        is_right=lambda: find_invited_name(services().store, secret) is not None,
        refusal=Event.LINK_REFUSED,
    )
    if not is_right:
        raise InvalidInput(INVITATION_INVALID)
