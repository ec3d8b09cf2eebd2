"""A real identity provider in a process of its own: it speaks OpenID Connect, and lies as it is told.

Whoever comes to it is signed in at once. `PUT /lies` says what it does from then on: `subject`, `email`, `issuer`,
`audience`, `nonce`, `azp` and `seconds` (until the token ends) stand in its tokens instead of what is right;
`algorithm` is by what it signs; `answer` is what it sends the browser back with; `metadata` is what it says of itself.
`cache` is the Cache-Control of its metadata and keys, `no-store` unless it is said; `key` is the id of the one key that
it has and signs with, `first` or `second`. `GET /requests` says how often each of its addresses was asked for.
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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "collaboration-assessment"
CLIENT_SECRET = "a secret: of both + sides"
KEY = RSAKey.generate_key(2048, parameters={"kid": "first"})
SECOND_KEY = RSAKey.generate_key(2048, parameters={"kid": "second"})
KEYS = {"first": KEY, "second": SECOND_KEY}
ANOTHER_KEY = RSAKey.generate_key(2048, parameters={"kid": "first"})


class Provider(ThreadingHTTPServer):
    """The codes it has given out, and what it is told to lie about."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://localhost:{self.server_port}"
        self.asked: dict[str, dict[str, str]] = {}
        self.lies: dict[str, Any] = {}
        self.requests: Counter[str] = Counter()

    @property
    def key(self) -> RSAKey:
        return KEYS[self.lies.get("key", "first")]

    def token(self, asked: dict[str, str]) -> str:
        lies, now = self.lies, int(time.time())
        claims = {
            "iss": lies.get("issuer", self.issuer),
            "sub": lies.get("subject", "248289761001"),
            "aud": lies.get("audience", CLIENT_ID),
            "nonce": lies.get("nonce", asked["nonce"]),
            "iat": now,
            "exp": now + lies.get("seconds", 300),
            "email": lies.get("email", "somebody@kent.example"),
        } | ({"azp": lies["azp"]} if "azp" in lies else {})
        claims = {name: value for name, value in claims.items() if value is not None}
        match lies.get("algorithm", "RS256"):
            case "none":
                return f"{_signed_part({'alg': 'none'}, claims)}."
            case "HS256":
                signed = _signed_part({"alg": "HS256", "kid": "first"}, claims)
                return f"{signed}.{_base64(hmac.digest(KEY.as_pem(private=False), signed.encode(), 'sha256'))}"
            case "another key":
                return jwt.encode({"alg": "RS256", "kid": "first"}, claims, ANOTHER_KEY)
            case _:
                return jwt.encode({"alg": "RS256", "kid": str(self.key.kid)}, claims, self.key)


class Handler(BaseHTTPRequestHandler):
    """What is asked of it."""

    server: Provider

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        issuer = self.server.issuer
        cache = {"Cache-Control": self.server.lies.get("cache", "no-store")}
        self.server.requests[asked.path] += 1
        match asked.path:
            case "/.well-known/openid-configuration":
                metadata = {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys",
                }
                self._say(metadata | self.server.lies.get("metadata", {}), headers=cache)
            case "/keys":
                self._say({"keys": [self.server.key.as_dict(private=False)]}, headers=cache)
            case "/requests":
                self._say(self.server.requests)
            case "/authorize":
                self._send_back(dict(parse_qsl(asked.query)))
            case _:
                self._say({}, status=404)

    def do_POST(self) -> None:
        form = {name: values[0] for name, values in parse_qs(self._body().decode()).items()}
        asked = self.server.asked.pop(form.get("code", ""), None)  # a code counts once
        challenge = _base64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        basic = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        name, _, secret = basic.partition(":")
        knows = (unquote(name), secret) == (CLIENT_ID, CLIENT_SECRET)
        is_right = asked and challenge == asked["code_challenge"] and form["redirect_uri"] == asked["redirect_uri"]
        if not asked or not is_right or not knows:
            self._say({"error": "invalid_grant"}, status=400)
        else:
            self._say({"access_token": "x", "token_type": "Bearer", "id_token": self.server.token(asked)})

    def do_PUT(self) -> None:
        self.server.lies = json.loads(self._body())
        self._say({})

    def _send_back(self, asked: dict[str, str]) -> None:
        assert (asked["code_challenge_method"], asked["scope"]) == ("S256", "openid")
        code = secrets.token_urlsafe(16)
        self.server.asked[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.server.issuer} | self.server.lies.get("answer", {})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _say(self, said: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def _signed_part(header: dict[str, str], claims: dict[str, Any]) -> str:
    return ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


if __name__ == "__main__":
    provider = Provider()
    sys.stdout.write(f"{provider.server_port}\n")
    sys.stdout.flush()
    provider.serve_forever()
