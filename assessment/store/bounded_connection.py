"""Connections to PostgreSQL that end when the server has not answered in time.

The server's own limits say nothing where the server itself, or the network on the way to it, has stopped.
"""

from typing import Any, Final, TypeVar

import psycopg
from psycopg.abc import PQGen

PING_SECONDS: Final = 2.0
"""How long the pool waits to learn whether a server is still there, before it connects anew."""
CONNECT_SECONDS: Final = 3
"""How long it waits for a new connection, for each of the addresses that the server's name stands for."""
_POLL_SECONDS: Final = 0.1

_Result = TypeVar("_Result")


class BoundedConnection(psycopg.Connection[Any]):
    """A connection with a deadline for each statement. `patience` is in seconds."""

    patience: float = 10.0

    def wait(self, gen: PQGen[_Result], interval: float = _POLL_SECONDS, timeout: float | None = None) -> _Result:
        """Return the server's answer. After the deadline, close the connection and raise an OperationalError."""
        # Autocommit is on only while the pool asks whether the server is still there.
        patience = PING_SECONDS if self.autocommit else self.patience
        try:
            return super().wait(gen, interval, patience if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:  # it is not the server that says so, so it is not known what the server does
                self.pgconn.finish()
            raise
