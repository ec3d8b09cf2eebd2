"""Compares the clock with the newest record, because a clock that was set back by much makes new records the oldest."""

import logging
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from assessment.errors import NotReadable, sentence
from assessment.store.tables import AUDIT

MOST_BEHIND: Final = timedelta(days=1)
"""How far the clock may be behind. Smaller steps are told in the log, and nothing is refused for them."""
_WORTH_TELLING: Final = timedelta(minutes=1)
_log: Final = logging.getLogger(__name__)


def require_clock_not_behind(connection: Connection, at: datetime) -> None:
    """Raise :class:`NotReadable` where the newest entry of the audit trail lies more than a day after `at`."""
    newest: datetime | None = connection.execute(select(func.max(AUDIT.c.done_at))).scalar_one()
    if newest is None or newest - at < _WORTH_TELLING:
        return
    told = sentence(
        "clock_behind",
        "The clock of this computer says {at} at {at:time}, but the newest record in the database is of {newest} at "
        "{newest:time}. Set the clock right, then start the app again.",
        at=at,
        newest=newest,
    )
    if newest - at > MOST_BEHIND:
        raise NotReadable(told)
    _log.warning(told)
