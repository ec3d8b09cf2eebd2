"""Speaks OpenID Connect with an identity provider: the authorization code flow, with PKCE, a state and a nonce.

The browser holds one secret until it is back from the provider. The state, the nonce and the verifier are worked out
from it, so nothing has to be kept here meanwhile, and what comes back counts in that browser alone. Of what the
provider says, only its name for the person is looked at, and no token is kept.
"""

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, field
from typing import Any, Final

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assessment.access.credential import new_secret
from assessment.access.identity import SUBJECT_LENGTH, Identity
from assessment.errors import InvalidInput
from assessment.settings import Provider, is_safe

_PATIENCE_SECONDS: Final = 10
_LEEWAY_SECONDS: Final = 60
_ALGORITHMS: Final = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
]
"""By the provider's own key. One that is known to both sides, or none, would let others sign."""
_logger: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One way to the provider and back, as the browser holds it."""

    secret: str = field(default_factory=new_secret, repr=False)
    wanted: str = "/"
    """The address to go on to."""
    invitation: str = field(default="", repr=False)
    """The secret of the invitation that is accepted by it; empty where there is none."""

    @classmethod
    def read(cls, held: str) -> "Errand | None":
        """The errand that a browser holds, if it is one."""
        try:
            errand = cls(**json.loads(base64.urlsafe_b64decode(held)))
        except (ValueError, TypeError):
            return None
        return errand if all(isinstance(each, str) for each in astuple(errand)) else None

    @property
    def held(self) -> str:
        """What the browser holds of it."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @property
    def state(self) -> str:
        """What the provider sends back as it was."""
        return self._made("state")

    @property
    def nonce(self) -> str:
        """What the token must hold."""
        return self._made("nonce")

    @property
    def verifier(self) -> str:
        """What shows the provider that the code is fetched by whoever asked for it."""
        return self._made("verifier")

    def _made(self, what: str) -> str:
        return hmac.new(self.secret.encode(), what.encode(), hashlib.sha256).hexdigest()


def way_to(provider: Provider, errand: Errand, *, back: str) -> str:
    """The address at the provider to send the browser to; it comes back to `back`.

    Raises :class:`InvalidInput` where the provider cannot be asked.
    """
    with _understood(provider):
        metadata = _metadata(provider)
        with _client(provider, metadata, back=back) as client:
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=errand.state,
                nonce=errand.nonce,
                code_verifier=errand.verifier,
            )
            return str(address)


def who_came(provider: Provider, errand: Errand, said: Mapping[str, str], *, back: str) -> Identity:
    """Who the provider says came back with `said`. Raises :class:`InvalidInput` unless all of it is in order."""
    with _understood(provider):
        if not hmac.compare_digest(said.get("state", "").encode(), errand.state.encode()):
            raise ValueError("the state is another")
        # Source: RFC 9207, 2.4.
        if said.get("iss", provider.issuer) != provider.issuer:
            raise ValueError("the answer is another provider's")
        if "error" in said:
            raise ValueError(f"the provider says {said['error']}")
        metadata = _metadata(provider)
        with _client(provider, metadata, back=back) as client:
            token = client.fetch_token(
                metadata["token_endpoint"],
                grant_type="authorization_code",
                code=said["code"],
                code_verifier=errand.verifier,
            )
        return _identity(provider, errand, str(token["id_token"]), _read(metadata["jwks_uri"]))


def _identity(provider: Provider, errand: Errand, token: str, keys: Any) -> Identity:
    """Source: OpenID Connect Core 1.0, 3.1.3.7."""
    claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
    jwt.JWTClaimsRegistry(
        leeway=_LEEWAY_SECONDS,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": errand.nonce},
    ).validate(claims)
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise ValueError("the token is for another client")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LENGTH or "\x00" in subject:
        raise ValueError("the subject is none")
    return Identity(issuer=provider.issuer, subject=subject)


def _metadata(provider: Provider) -> dict[str, Any]:
    """What the provider says of itself. Source: OpenID Connect Discovery 1.0, 4."""
    metadata = _read(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if metadata["issuer"] != provider.issuer:
        raise ValueError(f"the provider calls itself {metadata['issuer']}")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(str(metadata[name])):
            raise ValueError(f"the {name} has no https")
    return dict(metadata)


def _read(address: str) -> Any:
    return httpx2.get(address, timeout=_PATIENCE_SECONDS).raise_for_status().json()


def _client(provider: Provider, metadata: Mapping[str, Any], *, back: str) -> OAuth2Client:
    methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return OAuth2Client(
        provider.client_id,
        provider.client_secret,
        token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in methods else "client_secret_post",
        scope="openid",
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=_PATIENCE_SECONDS,
    )


@contextmanager
def _understood(provider: Provider) -> Iterator[None]:
    """Whatever is wrong with what the provider or the browser says becomes one sentence. The log has the reason."""
    try:
        yield
    except (AuthlibBaseError, JoseError, httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError, TypeError) as error:
        _logger.warning("Signing in by the identity provider failed: %s: %r", type(error).__name__, str(error))
        raise InvalidInput(
            f"Signing in with {provider.name} did not work. Start again from the sign-in page. "
            "If it lasts, ask whoever runs this service to look into its log."
        ) from None
