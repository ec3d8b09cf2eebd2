"""Notices that a new-password link was made or used, to the person and to the leads of their collaborations."""

from collections.abc import Iterable
from datetime import datetime

import uuid6
from sqlalchemy import Connection, select

from assessment.access.account_notice import AccountNotice
from assessment.codes import Event
from assessment.ids import NoticeId, PersonId
from assessment.store.people_tables import ACCOUNT_NOTICE


class AccountNotices:
    """The notices, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, recipients: Iterable[PersonId], event: Event, *, person: PersonId, by: str, at: datetime) -> None:
        """Tell each recipient what happened to the person's account."""
        rows = [
            {"id": uuid6.uuid7(), "recipient_id": each, "person_id": person, "event": event, "done_by": by, "at": at}
            for each in recipients
        ]
        if rows:
            self._connection.execute(ACCOUNT_NOTICE.insert(), rows)

    def of(self, recipient: PersonId) -> tuple[AccountNotice, ...]:
        """Return the notices to the recipient that were not dismissed, oldest first."""
        rows = self._connection.execute(
            select(ACCOUNT_NOTICE)
            .where(ACCOUNT_NOTICE.c.recipient_id == recipient, ACCOUNT_NOTICE.c.dismissed_at.is_(None))
            .order_by(ACCOUNT_NOTICE.c.at, ACCOUNT_NOTICE.c.id)
        )
        return tuple(
            AccountNotice(
                id=NoticeId(row.id),
                recipient=PersonId(row.recipient_id),
                person=PersonId(row.person_id),
                event=Event(row.event),
                by=row.done_by,
                at=row.at,
            )
            for row in rows
        )

    def dismiss(self, id: NoticeId, *, recipient: PersonId, at: datetime) -> None:
        """Show the notice to its recipient no more. A notice to anybody else is left as it is."""
        self._connection.execute(
            ACCOUNT_NOTICE.update()
            .where(ACCOUNT_NOTICE.c.id == id, ACCOUNT_NOTICE.c.recipient_id == recipient)
            .values(dismissed_at=at)
        )
