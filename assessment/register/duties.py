"""What is due about a collaboration in the register: a task for its lead, or for an administrator where it has none.

====================  =================================================================================
duty                  there is one while
====================  =================================================================================
``REVIEW_DUE``        the agreement is to be reviewed within :data:`REVIEW_AHEAD`, or should have been
``EXPIRED``           the agreement has run out
``NOT_PUBLISHED``     there is an agreement, and neither where it is published nor why it is not
``WITHOUT_CONTACT``   a partner of today has no contact
====================  =================================================================================

A collaboration that has closed, or is archived, has none.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assessment.codes import DutyKind
from assessment.ids import CollaborationId

REVIEW_AHEAD: Final = timedelta(days=30)
"""A review is a task for so long before it is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that is due about a collaboration."""

    kind: DutyKind
    collaboration: CollaborationId
    name: str
    """The name of the collaboration."""
    since: date | None = None
    """When the review is due, or the agreement expired; None where no day is known."""
    partners: int = 0
    """How many partners have no contact."""
