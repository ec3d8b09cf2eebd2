"""An OpenID Connect identity provider in a process of its own, which sends wrong values on request.

It signs in every visitor at once. `PUT /overrides` sets the values that it sends from then on:

- `subject`, `email`, `issuer`, `audience`, `nonce`, `azp` and `seconds` (until the token expires) replace those of its
  tokens; null leaves one out;
- `session` is the provider's id for the person's session;
- `algorithm` is the algorithm of the signature;
- `callback` adds to the parameters with which the browser is sent back;
- `metadata` adds to the published metadata;
- `cache` is the Cache-Control of the metadata and keys, `no-store` by default;
- `key` is the id of the key with which it signs: `first` or `second`;
- `odd_key` stands in the key set before and after that key; it has the values of that key unless it names a kind.

`GET /logout-token` returns a token that says that somebody has signed out, in which

- `logout` replaces or, with null, leaves out claims, and names whom the token means;
- `header` adds to the header.

`GET /requests` returns how often each path was requested.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
from collections import Counter
from collections.abc import Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "collaboration-assessment"
CLIENT_SECRET = "a secret: of both + sides"


@cache
def key_of(id: str, *, is_another: bool = False) -> RSAKey:
    """Return the key with that id, or another one that calls itself the same.

    It is made when it is first asked for, because that takes a tenth of a second of the processor.
    """
    return RSAKey.generate_key(2048, parameters={"kid": id})


class ProviderServer(ThreadingHTTPServer):
    """The server, with the login requests by authorization code and the values to replace."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ProviderHandler)
        self.issuer = f"http://localhost:{self.server_port}"
        self.login_requests: dict[str, dict[str, str]] = {}
        self.overrides: dict[str, Any] = {}
        self.requests: Counter[str] = Counter()

    @property
    def key(self) -> RSAKey:
        return key_of(self.overrides.get("key", "first"))

    def published_keys(self) -> list[object]:
        key: dict[str, object] = dict(self.key.as_dict(private=False))
        odd = self.overrides.get("odd_key")
        if odd is None:
            return [key]
        odd = key | odd if isinstance(odd, dict) and "kty" not in odd else odd
        return [odd, key, odd]

    def token(self, login_request: dict[str, str]) -> str:
        overrides, now = self.overrides, int(time.time())
        claims = {
            "iss": overrides.get("issuer", self.issuer),
            "sub": overrides.get("subject", "248289761001"),
            "aud": overrides.get("audience", CLIENT_ID),
            "nonce": overrides.get("nonce", login_request["nonce"]),
            "iat": now,
            "exp": now + overrides.get("seconds", 300),
            "email": overrides.get("email", "somebody@kent.example"),
        } | ({"azp": overrides["azp"]} if "azp" in overrides else {})
        return self._signed(claims | ({"sid": overrides["session"]} if "session" in overrides else {}))

    def logout_token(self) -> str:
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": int(time.time()),
            "jti": secrets.token_urlsafe(16),
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        return self._signed(claims | self.overrides.get("logout", {}))

    def _signed(self, claims: dict[str, Any]) -> str:
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"kid": str(self.key.kid)} | self.overrides.get("header", {})
        match self.overrides.get("algorithm", "RS256"):
            case "none":
                return f"{_signed_part({'alg': 'none'}, claims)}."
            case "HS256":
                signed = _signed_part({"alg": "HS256", "kid": "first"}, claims)
                public = key_of("first").as_pem(private=False)
                return f"{signed}.{_base64(hmac.digest(public, signed.encode(), 'sha256'))}"
            case "another key":
                return jwt.encode({"alg": "RS256", "kid": "first"}, claims, key_of("first", is_another=True))
            case _:
                # By hand, because the library refuses to encode some of what a provider can send.
                signed = _signed_part({"alg": "RS256"} | header, claims)
                private_key = self.key.private_key
                assert private_key
                return f"{signed}.{_base64(private_key.sign(signed.encode(), PKCS1v15(), SHA256()))}"


class ProviderHandler(BaseHTTPRequestHandler):
    """The handler of one request to the provider."""

    server: ProviderServer

    def do_GET(self) -> None:
        requested = urlsplit(self.path)
        issuer = self.server.issuer
        cache = {"Cache-Control": self.server.overrides.get("cache", "no-store")}
        self.server.requests[requested.path] += 1
        match requested.path:
            case "/.well-known/openid-configuration":
                metadata = {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys",
                }
                self._send_json(metadata | self.server.overrides.get("metadata", {}), headers=cache)
            case "/keys":
                self._send_json({"keys": self.server.published_keys()}, headers=cache)
            case "/logout-token":
                self._send_json(self.server.logout_token())
            case "/requests":
                self._send_json(self.server.requests)
            case "/authorize":
                self._send_back(dict(parse_qsl(requested.query)))
            case _:
                self._send_json({}, status=404)

    def do_POST(self) -> None:
        form = {name: values[0] for name, values in parse_qs(self._body().decode()).items()}
        login_request = self.server.login_requests.pop(form.get("code", ""), None)  # a code works once
        challenge = _base64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        basic = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        name, _, secret = basic.partition(":")
        knows_secret = (unquote(name), secret) == (CLIENT_ID, CLIENT_SECRET)
        is_right = (
            login_request
            and challenge == login_request["code_challenge"]
            and form["redirect_uri"] == login_request["redirect_uri"]
        )
        if not login_request or not is_right or not knows_secret:
            self._send_json({"error": "invalid_grant"}, status=400)
        else:
            self._send_json({"access_token": "x", "token_type": "Bearer", "id_token": self.server.token(login_request)})

    def do_PUT(self) -> None:
        self.server.overrides = json.loads(self._body())
        self._send_json({})

    def _send_back(self, login_request: dict[str, str]) -> None:
        assert (login_request["code_challenge_method"], login_request["scope"]) == ("S256", "openid")
        code = secrets.token_urlsafe(16)
        self.server.login_requests[code] = login_request
        parameters = {
            "code": code,
            "state": login_request["state"],
            "iss": self.server.issuer,
        } | self.server.overrides.get("callback", {})
        self.send_response(302)
        self.send_header("Location", f"{login_request['redirect_uri']}?{urlencode(parameters)}")
        self.end_headers()

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _send_json(self, content: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write no log, because nobody reads it."""


def _signed_part(header: dict[str, str], claims: dict[str, Any]) -> str:
    return ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


if __name__ == "__main__":
    provider = ProviderServer()
    key_of("first")  # before two requests can ask for it at once
    sys.stdout.write(f"{provider.server_port}\n")
    sys.stdout.flush()
    provider.serve_forever()
