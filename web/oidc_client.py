"""Sign in with an identity provider by OpenID Connect: the authorization code flow, with PKCE, a state and a nonce.

Of all that the provider says, only its identifier for the person is used. No token is kept.
"""

import hmac
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from assessment.access.identity import SUBJECT_LENGTH, Identity, ProviderLogout
from assessment.actions.allowance import Allowance
from assessment.dates import now
from assessment.errors import InvalidInput, NotReadable, sentence
from assessment.settings import Provider, is_safe
from web.oidc_discovery import PATIENCE_SECONDS, DocumentCache, trust
from web.oidc_keys import signing_keys
from web.oidc_login_state import LoginState
from web.request_bodies import can_be_kept

_LEEWAY_SECONDS: Final = 60
_LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
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
"""Signatures by a key that the provider alone has. With ``none`` or a shared secret, others could sign as well."""
_WRONG: Final = (
    AuthlibBaseError,
    JoseError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What a document or token can raise that is not as it must be: of another shape, or nested without end."""
_NEW_KEYS: Final = Allowance(most=10, within=timedelta(minutes=1))
"""Anybody can send a token that names a key which nobody has, and must not make the provider answer for each."""
_logger: Final = logging.getLogger(__name__)
_documents: Final = DocumentCache()


def authorization_url(provider: Provider, login: LoginState, *, callback: str) -> str:
    """Return the address at the provider to send the browser to; the provider sends it back to `callback`.

    Raise :class:`InvalidInput` if the provider cannot be asked.
    """
    with _one_message_for_all_errors(provider):
        metadata = _metadata(provider)
        with _client(provider, metadata, callback=callback) as client:
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=login.state,
                nonce=login.nonce,
                code_verifier=login.code_verifier,
            )
            return str(address)


def identity_from_callback(
    provider: Provider, login: LoginState, parameters: Mapping[str, str], *, callback: str
) -> tuple[Identity, str | None]:
    """Return the identity of the person who came back with these parameters in the address, and the provider's session.

    The session is the provider's id for the person's session there, or None if it names none.

    Raise :class:`InvalidInput` unless everything is in order.
    """
    with _one_message_for_all_errors(provider):
        if not hmac.compare_digest(parameters.get("state", "").encode(), login.state.encode()):
            raise ValueError("the state is not that of this login")
        # Source: RFC 9207, 2.4.
        if parameters.get("iss", provider.issuer) != provider.issuer:
            raise ValueError("the answer is another provider's")
        if "error" in parameters:
            raise ValueError(f"the provider says {parameters['error']}")
        metadata = _metadata(provider)
        with _client(provider, metadata, callback=callback) as client:
            token = client.fetch_token(
                metadata["token_endpoint"],
                grant_type="authorization_code",
                code=parameters["code"],
                code_verifier=login.code_verifier,
            )
        claims = _verified(str(token["id_token"]), keys_at=metadata["jwks_uri"]).claims
        return _identity(provider, login, claims), _session(claims)


def logout_from_token(provider: Provider, logout_token: str) -> ProviderLogout:
    """Return who has signed out at the provider, as it says in this token.

    Raise :class:`InvalidInput` for a token that does not count, and :class:`NotReadable` while the provider's keys
    cannot be read. Source: OpenID Connect Back-Channel Logout 1.0, 2.6.
    """
    try:
        return _logout(provider, _verified(logout_token, keys_at=_metadata(provider)["jwks_uri"]))
    except _WRONG as error:
        _logger.warning("Signing out by the identity provider failed: %s: %r", type(error).__name__, str(error))
        if isinstance(error, httpx2.HTTPError):
            raise NotReadable(
                sentence("logout_not_checked", "The provider's keys could not be read. Send this again.")
            ) from None
        raise InvalidInput(sentence("logout_token_wrong", "This is not a logout token for this service.")) from None


def _verified(token: str, *, keys_at: str) -> jwt.Token:
    """Return what is in a token that one of the provider's keys has signed."""
    keys = _documents.read(keys_at, signing_keys)
    try:
        return jwt.decode(token, keys, algorithms=_ALGORITHMS)
    except InvalidKeyIdError:
        if _NEW_KEYS.take(keys_at, at=now()) < 0:
            raise
        # The provider may have begun to sign with a new key since its keys were read.
        keys = _documents.read(keys_at, signing_keys, refresh=True)
        return jwt.decode(token, keys, algorithms=_ALGORITHMS)


def _logout(provider: Provider, token: jwt.Token) -> ProviderLogout:
    claims = token.claims
    jwt.JWTClaimsRegistry(
        leeway=_LEEWAY_SECONDS,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        iat={"essential": True},
        jti={"essential": True},
        events={"essential": True},
    ).validate(claims)
    if str(token.header.get("typ", "JWT")).lower() not in {"jwt", "logout+jwt"} or "nonce" in claims:
        raise ValueError("the token is for another purpose")
    if claims["events"].get(_LOGOUT_EVENT) is None:
        raise ValueError("the token is about another event")
    session = _session(claims)
    identity = _known_by(provider, claims["sub"]) if "sub" in claims else None
    if identity is None and session is None:
        raise ValueError("the token names nobody")
    return ProviderLogout(
        identity=identity, provider_session=session, at=datetime.fromtimestamp(max(0, int(claims["iat"])), UTC)
    )


def _identity(provider: Provider, login: LoginState, claims: dict[str, Any]) -> Identity:
    """Check the claims and return whom they identify. Source: OpenID Connect Core 1.0, 3.1.3.7."""
    jwt.JWTClaimsRegistry(
        leeway=_LEEWAY_SECONDS,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": login.nonce},
    ).validate(claims)
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise ValueError("the token is for another client")
    return _known_by(provider, claims["sub"])


def _known_by(provider: Provider, subject: object) -> Identity:
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LENGTH or not can_be_kept(subject):
        raise ValueError("the subject is not usable")
    return Identity(issuer=provider.issuer, subject=subject)


def _session(claims: Mapping[str, Any]) -> str | None:
    session = claims.get("sid")
    return session if isinstance(session, str) and session else None


def _metadata(provider: Provider) -> dict[str, Any]:
    """Return the provider's metadata. Source: OpenID Connect Discovery 1.0, 4."""

    def checked(metadata: Any) -> dict[str, Any]:
        if metadata["issuer"] != provider.issuer:
            raise ValueError(f"the provider calls itself {metadata['issuer']}")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(metadata[name])):
                raise ValueError(f"the {name} has no https")
        return dict(metadata)

    return _documents.read(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", checked)


def _client(provider: Provider, metadata: Mapping[str, Any], *, callback: str) -> OAuth2Client:
    methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return OAuth2Client(
        provider.client_id,
        provider.client_secret,
        token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in methods else "client_secret_post",
        scope="openid",
        redirect_uri=callback,
        code_challenge_method="S256",
        timeout=PATIENCE_SECONDS,
        verify=trust(),
    )


@contextmanager
def _one_message_for_all_errors(provider: Provider) -> Iterator[None]:
    """Replace every error in what the provider or the browser sends by one message, and log the reason."""
    try:
        yield
    except _WRONG as error:
        _logger.warning("Signing in by the identity provider failed: %s: %r", type(error).__name__, str(error))
        raise InvalidInput(
            sentence(
                "provider_sign_in_failed",
                "Signing in with {provider} did not work. Start again from the sign-in page. If this keeps happening, "
                "ask whoever runs this service to look at its log.",
                provider=provider.name,
            )
        ) from None
