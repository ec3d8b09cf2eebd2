"""Credentials: what a caller presents to say who they are. They prove nothing until they are looked up in the database.

Every action and view looks the credential up afresh.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from assessment.ids import PersonId

SESSION_COOKIE: Final = "assessment_session"
"""The beginning of the name of the cookie that holds the secret of a session."""
IDLE_LIMIT: Final = timedelta(minutes=30)
"""A session ends when it has not been used for this long."""
SESSION_LIMIT: Final = timedelta(hours=12)
"""A session ends this long after sign-in, however much it is used."""


@dataclass(frozen=True, slots=True)
class Credential:
    """The secret of a session, as a browser presents it; empty if the browser has none.

    `drawn_for` is the person the sending page was drawn for. Such a page is refused in another person's session, so
    that one person's text is never saved as another's.
    """

    token: str = field(repr=False)
    drawn_for: PersonId | None = None

    @property
    def fingerprint(self) -> str:
        """Return the hash of the secret, which is stored in its place."""
        return fingerprint(self.token)

    @property
    def signs_out_by(self) -> str:
        """Return the text that a page of this session sends to sign out, so that no other page can do it."""
        return hmac.new(self.token.encode("utf-8", "surrogatepass"), b"sign out", hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The person at the server's command line. Nothing that arrives over the network can become this."""


Actor = Credential | CommandLine


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """A session as it is stored."""

    person: PersonId
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    guesses: int = 0
    """Places taken by guesses at the person's password in this session, which asks for it before some changes."""

    def is_alive(self, *, at: datetime) -> bool:
        """Return True unless the session was ended or has run out."""
        return self.ended_at is None and at < self.seen_at + IDLE_LIMIT and at < self.created_at + SESSION_LIMIT


def session_cookie(instance: str, *, secure: bool) -> str:
    """Return the name of the cookie that holds the secret of a session of that instance.

    Over TLS (`secure`) it has a prefix with which a browser accepts it from this host alone. Source: RFC 6265bis,
    4.1.3.2.
    """
    return f"{'__Host-' if secure else ''}{SESSION_COOKIE}_{instance}"


def new_secret() -> str:
    """Return a new secret of 256 random bits, in characters that a cookie or an address may contain."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Return the hash under which a random secret is stored. Nobody can guess it, so one plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
