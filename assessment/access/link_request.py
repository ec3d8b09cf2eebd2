"""New-password links that need a second person: for whom, and the request that the second person approves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assessment.access.grant import Grant
from assessment.access.person import Person
from assessment.codes import Permission, PersonState
from assessment.ids import PersonId

LINK_LASTS: Final = timedelta(days=7)
"""How long a link to choose a password works, and a request for one counts."""
_WORTH_GUARDING: Final = (Permission.READ, Permission.READ_DRAFT, Permission.RESPOND, Permission.MANAGE_PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequest:
    """Who asked and when, and who approved it, or None while nobody has."""

    asked_by: PersonId
    asked_at: datetime
    approved_by: PersonId | None = None


def needs_second_person(person: Person, grants: Iterable[Grant], *, at: datetime) -> bool:
    """Return True if whoever has a link for this person could reach answers, or change people's access, in their name.

    `grants` are all that the person has. Lapsed and future ones are included, because they may count again or soon. A
    person who was only invited has done nothing yet in whose name anybody could go on.
    """
    is_open = [grant for grant in grants if not grant.has_ended(at=at)]
    return person.state is not PersonState.INVITED and any(
        grant.allows(permission) for grant in is_open for permission in _WORTH_GUARDING
    )
