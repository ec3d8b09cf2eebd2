"""Sends the heads of the audit trail to a syslog server too, where nobody on this computer can change them."""

import logging
from collections.abc import Iterable
from functools import cache
from socket import AF_UNIX, SOCK_DGRAM, getaddrinfo, socket
from typing import Any, Final

_USUAL_PORT: Final = 514
_PRIORITY: Final = 10 * 8 + 6
"""The facility ``authpriv`` and the severity ``info``. Source: RFC 3164, section 4.1.1."""
_log: Final = logging.getLogger(__name__)


def send_heads(address: str, lines: Iterable[str]) -> None:
    """Send the lines to ``host`` or ``host:port``, as UDP datagrams, or to the syslog socket at a path.

    Nothing waits for the server: a line that it does not take at once is lost. A failure is logged and not raised, as
    the entries are committed already. That a datagram came off is no proof that it arrived.
    """
    try:
        family, at = (AF_UNIX, address) if address.startswith("/") else _looked_up(address)
        with socket(family, SOCK_DGRAM) as sender:
            sender.setblocking(False)
            for line in lines:
                sender.sendto(f"<{_PRIORITY}>collaboration-assessment: {line}".encode("ascii"), at)
    except (OSError, ValueError) as error:
        _log.error(
            "Heads of the audit trail could not be sent to the syslog server in AUDIT_SYSLOG (%s). No entry was lost.",
            error,
        )


@cache  # otherwise every save would wait for a name server that has stopped answering
def _looked_up(address: str) -> tuple[int, Any]:
    host, _, port = address.partition(":")
    family, *_, at = getaddrinfo(host, int(port or _USUAL_PORT), type=SOCK_DGRAM)[0]
    return family, at
