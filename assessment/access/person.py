"""A person: who can sign in, and what is kept of them."""

from dataclasses import dataclass, field
from datetime import datetime

from assessment.codes import PersonState
from assessment.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person. `email` is in small letters; of one who was forgotten, neither it nor the name is kept."""

    id: PersonId
    name: str
    email: str | None
    force: str | None
    state: PersonState
    created_at: datetime
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What a person proves themselves by. `last_step` is the newest time step whose code was used: each counts once."""

    password: str | None = field(repr=False)
    second_factor: str | None = field(default=None, repr=False)
    last_step: int | None = None
