"""By what somebody says who they are. It proves nothing by itself: every action and view looks it up afresh."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from assessment.ids import PersonId

SESSION_COOKIE: Final = "assessment_session"
"""The name under which a browser keeps the secret of its session."""
SECURE_SESSION_COOKIE: Final = f"__Host-{SESSION_COOKIE}"
"""The same behind TLS: a browser takes it from this host alone. Source: RFC 6265bis, 4.1.3.2."""
IDLE_LIMIT: Final = timedelta(minutes=30)
"""A session that was not used for so long has ended."""
SESSION_LIMIT: Final = timedelta(hours=12)
"""A session ends so long after sign-in, however much it is used."""


@dataclass(frozen=True, slots=True)
class Credential:
    """The secret of a session, as a browser presents it; empty where there is none.

    `drawn_for` is whose page sends it. A page that was drawn for one person is refused under another's session, so that
    what one has typed is never saved as another's.
    """

    token: str = field(repr=False)
    drawn_for: PersonId | None = None

    @property
    def fingerprint(self) -> str:
        """What is stored of the secret."""
        return fingerprint(self.token)

    @property
    def signs_out_by(self) -> str:
        """What a page of this session sends to sign out, so that no other page can do it."""
        return hmac.new(self.token.encode("utf-8", "surrogatepass"), b"sign out", hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Whoever runs a command on the server. Nothing that arrives over the network can become this."""


Actor = Credential | CommandLine


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """A session as it is stored."""

    person: PersonId
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None

    def is_alive(self, *, at: datetime) -> bool:
        """Whether it still counts."""
        return self.ended_at is None and at < self.seen_at + IDLE_LIMIT and at < self.created_at + SESSION_LIMIT


def new_secret() -> str:
    """A secret of 256 bits that can stand in a cookie or an address."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """What is stored of a secret that a computer made: nobody guesses it, so one plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
