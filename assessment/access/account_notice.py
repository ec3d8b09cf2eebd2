"""A notice that a new-password link for a person was made or used."""

from dataclasses import dataclass
from datetime import datetime

from assessment.codes import Event
from assessment.ids import NoticeId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNotice:
    """What happened to the account of `person`; `by` is the id in the audit trail of whoever did it."""

    id: NoticeId
    recipient: PersonId
    person: PersonId
    event: Event
    by: str
    at: datetime
