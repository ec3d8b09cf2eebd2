"""The mail server that the settings name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from assessment.errors import InvalidInput, Sentence, sentence


class MailSecurity(StrEnum):
    """How the connection to the mail server is protected. The value is what the setting says."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_USUAL_PORT: Final = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}
"""Sources: RFC 8314, section 3.3, for the first two; RFC 5321, section 4.5.4.2, for the last."""
NAMES: Final = ("HOST", "PORT", "SECURITY", "USER", "PASSWORD", "SENDER")
"""The settings of the mail server, each after ``SMTP_``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """A mail server, and what the messages from here say."""

    host: str
    port: int
    security: MailSecurity
    sender: str
    links_to: str
    """The address at which people open this service, without a slash at its end."""
    user: str = ""
    """Empty if the server asks for no sign-in."""
    password: str = field(default="", repr=False)


def mail_server_from(said: Mapping[str, str], *, service_address: str) -> MailServer | None:
    """Return the mail server that the settings name, by their names after ``SMTP_``, or None if all are blank.

    Raise :class:`InvalidInput` with every problem.
    """
    if not any(said.values()):
        return None
    security = said["SECURITY"].lower() or MailSecurity.STARTTLS
    port = said["PORT"] or str(_USUAL_PORT.get(MailSecurity(security), "") if security in set(MailSecurity) else "1")
    problems = list(_problems(said, security=security, port=port, service_address=service_address))
    if problems:
        raise InvalidInput(*problems)
    return MailServer(
        host=said["HOST"],
        port=int(port),
        security=MailSecurity(security),
        sender=said["SENDER"],
        links_to=service_address.rstrip("/"),
        user=said["USER"],
        password=said["PASSWORD"],
    )


def _problems(said: Mapping[str, str], *, security: str, port: str, service_address: str) -> list[Sentence]:
    problems = []
    missing = [f"SMTP_{name}" for name in ("HOST", "SENDER") if not said[name]]
    missing += [] if service_address else ["SERVICE_ADDRESS"]
    if missing:
        problems.append(
            sentence(
                "mail_incomplete",
                "The settings of the mail server are incomplete. Set {missing} too, or leave them all out.",
                missing=" and ".join(missing),
            )
        )
    if security not in set(MailSecurity):
        problems.append(
            sentence("mail_security_unknown", "SMTP_SECURITY is not one of starttls, tls and none. Write one of them.")
        )
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        problems.append(sentence("mail_port_invalid", "SMTP_PORT is not a port. Write a number from 1 to 65535."))
    if bool(said["USER"]) is not bool(said["PASSWORD"]):
        problems.append(sentence("mail_sign_in_incomplete", "Set both SMTP_USER and SMTP_PASSWORD, or leave both out."))
    if said["USER"] and security == MailSecurity.NONE:
        problems.append(
            sentence(
                "mail_password_unprotected",
                "With SMTP_SECURITY none, SMTP_PASSWORD could be read on the way. Set starttls or tls, or leave "
                "SMTP_USER and SMTP_PASSWORD out.",
            )
        )
    if said["SENDER"] and not _is_address(said["SENDER"]):
        problems.append(
            sentence(
                "mail_sender_invalid",
                "SMTP_SENDER is not an e-mail address. Write it as assessment@force.police.uk.",
            )
        )
    if service_address and not _is_of_a_service(service_address):
        problems.append(
            sentence(
                "service_address_invalid",
                "SERVICE_ADDRESS is not the address of a service. Write it as https://assessment.force.police.uk, "
                "without anything after the host and port.",
            )
        )
    return problems


def _is_address(text: str) -> bool:
    try:
        return bool(Address(addr_spec=text).domain) and text.isascii()
    except (MessageError, ValueError, IndexError):
        return False


def _is_of_a_service(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_bare
