"""A person as an identity provider knows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

SUBJECT_LENGTH: Final = 255
"""The most characters of a subject. Source: OpenID Connect Core 1.0, 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity provider and its id for a person, which it never gives to anybody else. Other claims are ignored.

    Source: OpenID Connect Core 1.0, 5.7.
    """

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLogout:
    """What an identity provider says when somebody has signed out or was removed there.

    It names the person, or one session at the provider, or both. Source: OpenID Connect Back-Channel Logout 1.0, 2.4.
    """

    identity: Identity | None
    provider_session: str | None
    """The provider's id for one session of the person; None for all of their sessions."""
    at: datetime
    """When the provider said so. Sessions that began later are not meant."""
