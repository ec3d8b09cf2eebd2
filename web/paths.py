"""The paths of this server that more than one module needs."""

from typing import Final

SIGN_IN: Final = "/account/sign-in"
FIRST_ADMINISTRATOR: Final = "/account/first"
OIDC_LOGIN: Final = "/account/provider"
OIDC_CALLBACK: Final = "/account/provider/back"
"""The identity provider is set up with this address and refuses any other."""
OIDC_LOGOUT: Final = "/account/provider/logout"
"""The identity provider sends here that somebody has signed out there."""
RESPONSE: Final = "/assessments/{assessment}/responses/{question}"
"""One answer of the question form."""
ACTION: Final = "/assessments/{assessment}/actions/{action}"
"""One improvement action."""
COMMENT: Final = "/assessments/{assessment}/comments/{comment}"
"""One comment on a question."""
HANDED: Final = "/assessments/{assessment}/handed"
"""The questions that somebody hands to a colleague, or takes back."""
SCRIPTS: Final = "/scripts/"
"""The modules that pages load."""

_OPEN_TO_ALL: Final = (
    "/account/",
    "/assessments/",
    "/files/",
    SCRIPTS,
    "/static/",
    "/component/",
    "/favicon.png",
    "/manifest.json",
    "/robots.txt",
    "/_stcore/",
)
"""Routes that check the session themselves, and static parts that hold nobody's data."""
UPLOADED_TO: Final = "/_stcore/upload_file"
ONLY_WITH_SESSION: Final = (UPLOADED_TO, "/_stcore/metrics", "/media/")
"""Parts of pages that may hold somebody's data."""


def is_open_to_all(path: str) -> bool:
    """Return True for what can be requested without a session. It is no page."""
    is_open = any(path == each or (each.endswith("/") and path.startswith(each)) for each in _OPEN_TO_ALL)
    return is_open and not path.startswith(ONLY_WITH_SESSION)


def is_page(path: str) -> bool:
    """Return True for an address at which there could only be a page."""
    return not is_open_to_all(path) and not path.startswith(ONLY_WITH_SESSION)
