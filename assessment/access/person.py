"""People who can sign in, and what they sign in with."""

from dataclasses import dataclass, field
from datetime import datetime

from assessment.codes import PersonState
from assessment.ids import ForceId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with an account. `email` is in small letters. A forgotten person has neither name nor e-mail address."""

    id: PersonId
    name: str
    email: str | None
    force: ForceId | None
    state: PersonState
    created_at: datetime
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """A person's password hash and second factor.

    `last_step` is the newest time step whose code was used; no code is accepted twice.
    """

    password: str | None = field(repr=False)
    second_factor: str | None = field(default=None, repr=False)
    last_step: int | None = None
