"""The state of one login at the identity provider, as the browser holds it in a cookie.

The browser holds one secret until it is back from the provider. The state, the nonce and the code verifier are derived
from it, so nothing has to be stored here meanwhile, and a callback is accepted only from the browser that set out.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from typing import Final

from pydantic import TypeAdapter, ValidationError

from assessment.access.credential import new_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginState:
    """One login: its secret, and what to do when it has succeeded."""

    secret: str = field(default_factory=new_secret, repr=False)
    next_path: str = "/"
    """The page to go on to."""
    invitation: str = field(default="", repr=False)
    """The secret of the invitation that this login accepts; empty if it accepts none."""

    @classmethod
    def from_cookie(cls, value: str) -> "LoginState | None":
        """Return the state that :attr:`cookie_value` encodes, or None if the value is not one."""
        try:
            return _LOGIN_STATE.validate_json(base64.urlsafe_b64decode(value))
        except (ValidationError, ValueError):
            return None

    @property
    def cookie_value(self) -> str:
        """Return this state in a form that a cookie can hold."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @property
    def state(self) -> str:
        """Return the ``state`` that the provider sends back unchanged. Source: RFC 6749, 4.1.1."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """Return the ``nonce`` that the id token must contain. Source: OpenID Connect Core 1.0, 3.1.2.1."""
        return self._derived("nonce")

    @property
    def code_verifier(self) -> str:
        """Return the secret that shows who asked for the authorization code. Source: RFC 7636."""
        return self._derived("verifier")

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


_LOGIN_STATE: Final = TypeAdapter(LoginState)
