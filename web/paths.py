"""The paths of this server that more than one module needs."""

from typing import Final

SIGN_IN: Final = "/account/sign-in"
FIRST_ADMINISTRATOR: Final = "/account/first"
OIDC_LOGIN: Final = "/account/provider"
OIDC_CALLBACK: Final = "/account/provider/back"
"""The identity provider is set up with this address and refuses any other."""
