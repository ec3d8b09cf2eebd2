"""A real mail server on this computer, which keeps what it is sent."""

import ssl
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from assessment.mail.mail_server import MailSecurity, MailServer

USER = "assessment"
PASSWORD = "a password of the mail server"
SENDER = "assessment@force.example"
SERVICE = "https://assessment.force.example"


@dataclass(kw_only=True)
class RunningMailServer:
    """What the mail server was sent; it refuses the addresses in `refuses`."""

    port: int = 0
    takes_nothing: bool = False
    """True if the server reads each message and then says that it does not take it."""
    refuses: set[str] = field(default_factory=set)
    recipients: list[list[str]] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings by which the app knows this server."""
        return {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_SECURITY": "none",
            "SMTP_SENDER": SENDER,
            "SERVICE_ADDRESS": SERVICE,
        }

    def settings(self, security: MailSecurity = MailSecurity.NONE, *, password: str = "") -> MailServer:
        """Return the same as the app's own value."""
        return MailServer(
            host="localhost",
            port=self.port,
            security=security,
            sender=SENDER,
            links_to=SERVICE,
            user=USER if password else "",
            password=password,
        )

    async def handle_RCPT(  # noqa: N802 - the name is the library's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.recipients.append([str(each) for each in envelope.rcpt_tos])
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "554 Transaction failed" if self.takes_nothing else "250 OK"


@contextmanager
def running_mail_server(certificate: Path | None = None) -> Iterator[RunningMailServer]:
    """Run a mail server until the end of the block; with a certificate it asks for STARTTLS and a password."""
    kept = RunningMailServer()
    options: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options = {"tls_context": context, "require_starttls": True, "authenticator": _checked, "auth_required": True}
    controller = _OnAnyPort(kept, hostname="127.0.0.1", port=0, ready_timeout=30, **options)
    controller.start()
    try:
        kept.port = controller.port
        yield kept
    finally:
        controller.stop()


class _OnAnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _checked(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


def make_certificate(file: Path) -> Path:
    """Write a key and a certificate for localhost, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file
