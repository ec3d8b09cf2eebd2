"""Who an identity provider says somebody is."""

from dataclasses import dataclass
from typing import Final

SUBJECT_LENGTH: Final = 255
"""Source: OpenID Connect Core 1.0, 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The provider, and its name for a person, which it gives to nobody else ever. What else it says does not count.

    Source: OpenID Connect Core 1.0, 5.7.
    """

    issuer: str
    subject: str
