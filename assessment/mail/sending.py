"""Hands messages to the mail server. This may take seconds, so no transaction is open meanwhile."""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final
from urllib.parse import urlsplit

from assessment.errors import NotSent, Sentence, sentence
from assessment.mail.link_messages import LinkMessage
from assessment.mail.mail_server import MailSecurity, MailServer

PATIENCE: Final = 10.0
"""Seconds to wait for the mail server, at each step."""

_UNREACHABLE: Final = sentence(
    "mail_server_unreachable",
    "The mail server could not be reached, so the link was not sent and does not work. Make a new link in a moment. If "
    "that fails too, ask whoever runs this service to check the settings of the mail server.",
)
_REFUSED: Final = sentence(
    "mail_server_refused",
    "The mail server refused this service, so the link was not sent and does not work. Ask whoever runs this service "
    "to check the settings of the mail server, then make a new link.",
)
_NOT_TAKEN: Final = sentence(
    "mail_not_taken",
    "The mail server did not take the message for this person, so the link was not sent and does not work. Check their "
    "e-mail address, then make a new link.",
)

_log = logging.getLogger(__name__)


def send(server: MailServer, message: LinkMessage, *, patience: float = PATIENCE) -> None:
    """Hand the message to the mail server. Raise :class:`NotSent` where the server did not take it.

    `patience` is how many seconds to wait for the server, at each step.
    The log says why, without the address and the text.
    """
    try:
        with _connection(server, patience) as connection:
            connection.send_message(_email(server, message), server.sender, [message.to])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        raise _not_sent(_NOT_TAKEN, error) from None
    except (smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected) as error:
        raise _not_sent(_UNREACHABLE, error) from None
    except smtplib.SMTPException as error:
        raise _not_sent(_REFUSED, error) from None
    except OSError as error:
        raise _not_sent(_UNREACHABLE, error) from None
    except (MessageError, ValueError, IndexError) as error:  # the person's address is not one
        raise _not_sent(_NOT_TAKEN, error) from None


@contextmanager
def _connection(server: MailServer, patience: float) -> Iterator[smtplib.SMTP]:
    # Otherwise smtplib asks the name service how this computer is called, for as long as that takes.
    name = urlsplit(server.links_to).hostname or "localhost"
    context = ssl.create_default_context()
    if server.security is MailSecurity.TLS:
        opened: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=patience, context=context)
    else:
        opened = smtplib.SMTP(server.host, server.port, name, timeout=patience)
    with opened as connection:
        if server.security is MailSecurity.STARTTLS:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        yield connection


def _email(server: MailServer, message: LinkMessage) -> EmailMessage:
    email = EmailMessage()
    email["From"] = Address(addr_spec=server.sender)
    email["To"] = Address(addr_spec=message.to)
    email["Subject"] = message.subject
    email["Date"] = formatdate()
    email["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
    # So that nobody's out-of-office notice answers it. Source: RFC 3834, section 5.
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.text)
    return email


def _not_sent(said: Sentence, error: Exception) -> NotSent:
    _log.warning("A message was not sent: %s %s", type(error).__name__, getattr(error, "smtp_code", ""))
    return NotSent(said)
