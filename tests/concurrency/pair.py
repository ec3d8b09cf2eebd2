"""Two actions at once on one thing, and what may have come of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from tests.concurrency.world import PairWorld

Call = partial[Any]
"""An action with everything it takes but the store."""
Found = Mapping[str, Sequence[object]]
"""What queries found, by their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actions at once. Whichever is overtaken by the other, and wherever, it is as if one came after the other."""

    name: str
    actions: tuple[Callable[..., object], Callable[..., object]]
    prepare: Callable[[PairWorld], tuple[Call, Call]]
    """Put into an empty database what they need, and return the two calls."""
    look: Mapping[str, str]
    """Queries on the database after both have ended; the first column of their rows counts."""
    allowed: Sequence[Found]
    """All that those may find."""
    refused: Sequence[int] = (0, 1)
    """How many of the two calls may be refused with a sentence."""

    @property
    def is_one_action(self) -> bool:
        """Return True where both are the same action, so that it does not matter which of them is held."""
        return self.actions[0] == self.actions[1]


SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

TRAIL: Final = "SELECT event FROM audit WHERE chain = 'people' AND event <> 'rows_changed' ORDER BY number"
"""What the audit trail says happened to people; before the two calls begin, it has only rows that the test added."""
EVENTS: Final = "SELECT event FROM audit WHERE chain LIKE 'collaboration:%' ORDER BY number"
"""What it says happened to the one collaboration."""
ADMINISTRATORS: Final = (
    "SELECT count(DISTINCT person.id) FROM person JOIN role_grant ON role_grant.person_id = person.id "
    "WHERE state = 'active' AND role = 'administrator' AND ends_at IS NULL"
)


def of_person(name: str, column: str) -> str:
    """Return the query for a column of the person with that name."""
    return f"SELECT {column} FROM person WHERE name = '{name}'"


PEOPLE: Final = "SELECT name || ': ' || state FROM person ORDER BY name"
"""Everybody by name, and whether they can sign in. Who was forgotten has no name."""


def live_sessions(name: str) -> str:
    """Return the query for how many sessions that person has."""
    return (
        "SELECT count(*) FROM session JOIN person ON person.id = session.person_id "
        f"WHERE name = '{name}' AND ended_at IS NULL"
    )
