"""A person as an identity provider knows them."""

from dataclasses import dataclass
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
