"""Who can own an improvement action: somebody who can sign in and has a role in that collaboration."""

from collections.abc import Iterable
from datetime import datetime

from assessment.access.grant import Grant
from assessment.access.person import Person
from assessment.codes import Permission, PersonState
from assessment.ids import CollaborationId


def can_own_actions(person: Person, grants: Iterable[Grant], collaboration: CollaborationId, *, at: datetime) -> bool:
    """Return True if the person can sign in and, by a role in that collaboration, read its assessments at that time.

    A role that reaches everywhere, such as an inspector's, does not count: nobody chooses among their names.
    """
    return person.state is PersonState.ACTIVE and any(
        grant.collaboration == collaboration and grant.allows(Permission.READ_DRAFT) and grant.counts(at=at)
        for grant in grants
    )
