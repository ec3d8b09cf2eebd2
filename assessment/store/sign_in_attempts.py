"""Attempts to sign in, counted so that passwords cannot be guessed. Accounts and addresses are stored as hashes."""

from datetime import datetime

import uuid6
from sqlalchemy import Connection, delete, func, select

from assessment.store.people_tables import ATTEMPT


class SignInAttempts:
    """The recent attempts that have not succeeded, within one transaction.

    An attempt counts from its beginning, so that several at the same moment all count.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, account: str, address: str, *, at: datetime, since: datetime, most: int) -> bool:
        """Count an attempt, and return True if it may go on.

        Return False, and do not count it, where `most` attempts on its account or from its address were counted
        already. Attempts before `since` are deleted first.
        """
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.at < since))
        count = select(func.count()).select_from(ATTEMPT)
        earlier = [
            self._connection.execute(count.where(column == value)).scalar_one()
            for column, value in ((ATTEMPT.c.account, account), (ATTEMPT.c.address, address))
        ]
        if max(earlier) >= most:
            return False
        self._connection.execute(ATTEMPT.insert().values(id=uuid6.uuid7(), account=account, address=address, at=at))
        return True

    def succeed(self, account: str, address: str) -> None:
        """Delete the attempts on the account from that address, because somebody there knows its password."""
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.account == account, ATTEMPT.c.address == address))
