"""Sends the heads of the audit trail to a syslog server too, where nobody on this computer can change them."""

import logging
from contextlib import suppress
from functools import cache
from logging.handlers import SYSLOG_UDP_PORT, SysLogHandler
from socket import socket
from typing import Final, cast

_PATIENCE_SECONDS: Final = 1.0
"""How long a person waits for a syslog server on this computer that takes nothing."""
_log: Final = logging.getLogger(__name__)


class HeadsSyslog(SysLogHandler):
    """Sends lines to the server at an address, as UDP datagrams to ``host`` or ``host:port``, or to a socket's path.

    A failure is logged and not raised, as the entries are committed already. That a datagram came off is no proof that
    it arrived.
    """

    def __init__(self, address: str) -> None:
        host, _, port = address.partition(":")
        super().__init__(
            address if address.startswith("/") else (host, int(port or SYSLOG_UDP_PORT)), facility=self.LOG_AUTHPRIV
        )
        self.ident = "collaboration-assessment: "

    def createSocket(self) -> None:  # noqa: N802 - the name that the standard library calls
        """Connect, and wait only a little from then on."""
        super().createSocket()
        with suppress(OSError):  # closed, where nobody listens
            cast("socket", vars(self)["socket"]).settimeout(_PATIENCE_SECONDS)

    def send(self, line: str) -> None:
        """Send one line."""
        self.handle(logging.makeLogRecord({"msg": line, "levelno": logging.INFO, "levelname": "INFO"}))

    def handleError(self, _: logging.LogRecord) -> None:  # noqa: N802 - the name that the standard library calls
        """Say that a line was not sent."""
        _log.error("A head of the audit trail could not be sent to syslog. No entry was lost.")


@cache
def _opened(address: str) -> HeadsSyslog:
    return HeadsSyslog(address)


def send_heads(address: str, lines: list[str]) -> None:
    """Send the lines to the syslog server at that address. A failure is logged and not raised."""
    try:
        syslog = _opened(address)
    except (OSError, ValueError) as error:
        _log.error("The syslog server in AUDIT_SYSLOG cannot be used (%s). No entry was lost.", error)
        return
    for line in lines:
        syslog.send(line)
