"""The settings, such as where the database is. They are read from the environment once and then passed on."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from assessment.errors import InvalidInput, sentence
from assessment.mail.mail_server import NAMES as MAIL_NAMES
from assessment.mail.mail_server import MailServer, mail_server_from

PROJECT: Final = Path(__file__).resolve().parent.parent
"""The project's folder, which holds ``data/`` and ``question_banks/``."""

_HERE: Final = {("http", "localhost"), ("http", "127.0.0.1")}

KEY_BYTES: Final = 32
"""The least length of a key: that of a SHA-256 hash. Source: RFC 2104, section 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider that speaks OpenID Connect, with this app's credentials there.

    `name` is what the sign-in page calls the provider.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "your identity provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one installation."""

    database_url: str = field(repr=False)  # may hold a password, and what is printed ends up in logs
    """In SQLAlchemy's form: ``sqlite:////folder/file.db`` or ``postgresql://user@host/name``."""
    banks: Path
    """The folder of all question banks."""
    audit_key: bytes | None = field(default=None, repr=False)
    """The key that seals the audit trail; None if it is in a file beside a SQLite database."""
    audit_heads: Path | None = None
    """The heads log of the audit trail; None if it is beside a SQLite database."""
    audit_syslog: str | None = None
    """The syslog server that is sent the heads too: ``host``, ``host:port`` or a socket's path; None for no server."""
    is_example: bool = False
    """True if everything in the database is invented; every screen and report then says so."""
    provider: Provider | None = None
    """The identity provider that people can use instead of a password; None if there is none."""
    mail_server: MailServer | None = None
    """The server that sends people their links by e-mail; None if links are shown to whoever makes them."""

    @property
    def instance(self) -> str:
        """Return eight characters that tell this installation from others on the same computer.

        A browser sends the cookies of one port to every other, so their names begin with a word and end with this. It
        is made from the place of the database, without the password: servers that share a database share sessions.
        """
        return _instance(self.database_url)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, project: Path = PROJECT) -> "Settings":
        """Return the settings from the variables that `docs/reference/configuration.md` lists.

        Left out or blank, the database is ``data/assessments.db`` and the banks are ``question_banks`` in the project;
        the heads log of a database that is not SQLite is ``data/audit-heads.log``. Raise :class:`InvalidInput` if the
        key is not a key, or the settings of a syslog server, the identity provider or the mail server cannot be used.
        """

        def said(name: str) -> str:
            return environment.get(name, "").strip()

        url = said("DATABASE_URL") or sqlite_address(project / "data/assessments.db")
        beside = None if url.startswith("sqlite") else project / "data/audit-heads.log"
        return cls(
            database_url=url,
            banks=Path(said("QUESTION_BANKS") or project / "question_banks"),
            audit_key=read_key(said("AUDIT_KEY"), of="AUDIT_KEY") if said("AUDIT_KEY") else None,
            audit_heads=Path(said("AUDIT_HEADS")) if said("AUDIT_HEADS") else beside,
            audit_syslog=_syslog(said("AUDIT_SYSLOG")),
            is_example=bool(said("EXAMPLE_DATA")),
            provider=_provider(
                {name: said(f"OIDC_{name}") for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME")}
            ),
            mail_server=mail_server_from(
                {name: said(f"SMTP_{name}") for name in MAIL_NAMES}, service_address=said("SERVICE_ADDRESS")
            ),
        )


@cache
def _instance(database_url: str) -> str:
    parts = urlsplit(database_url)
    if parts.scheme.startswith("sqlite"):
        place = [str(Path(unquote(parts.path[1:])).resolve())]
    else:
        named = parse_qs(parts.query)
        place = [parts.netloc.rpartition("@")[2], parts.path, *named.get("host", ()), *named.get("port", ())]
    return hashlib.sha256("\n".join(place).encode()).hexdigest()[:8]


def sqlite_address(file: Path) -> str:
    """Return the database address of a SQLite file, for any path: a ``?`` or ``%`` in a folder's name is escaped."""
    return f"sqlite:///{quote(str(file))}"


def _syslog(said: str) -> str | None:
    """Return the address of the syslog server, or None if none is named. Raise :class:`InvalidInput` for any other."""
    host, colon, port = said.partition(":")
    is_host = bool(host) and (not colon or (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536))
    if said and not (said.startswith("/") or is_host):
        raise InvalidInput(
            sentence(
                "syslog_invalid",
                "AUDIT_SYSLOG is not the address of a syslog server. Write host, host:port or a path such as /dev/log.",
            )
        )
    return said or None


def _provider(said: Mapping[str, str]) -> Provider | None:
    """Return the identity provider, or None if none is named. Raise :class:`InvalidInput` if it is incomplete."""
    if not any(said.values()):
        return None
    missing = [f"OIDC_{name}" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET") if not said[name]]
    if missing:
        raise InvalidInput(
            sentence(
                "provider_incomplete",
                "The settings of the identity provider are incomplete. Set {missing} too, or leave them all out.",
                missing=" and ".join(missing),
            )
        )
    if not is_safe(said["ISSUER"]):
        raise InvalidInput(
            sentence(
                "provider_not_https",
                "OIDC_ISSUER is not an https address. Write it exactly as it is in the provider's tokens.",
            )
        )
    named = {"name": said["NAME"]} if said["NAME"] else {}
    return Provider(issuer=said["ISSUER"], client_id=said["CLIENT_ID"], client_secret=said["CLIENT_SECRET"], **named)


def is_safe(address: str) -> bool:
    """Return True if nobody on the way can read what is sent to the address: it is https, or on this computer."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme, parts.hostname) in _HERE)
    except ValueError:
        return False


def read_key(text: str, *, of: str) -> bytes:
    """Return the key that is written in hex or base64. `of` names the setting or file that it was read from.

    Raise :class:`InvalidInput` if it is neither, or shorter than 32 bytes.
    """
    written = "".join(text.split())
    try:
        key = bytes.fromhex(written)
    except ValueError:
        try:
            key = base64.b64decode(
                written.replace("-", "+").replace("_", "/") + "=" * (-len(written) % 4), validate=True
            )
        except (binascii.Error, ValueError):
            key = b""
    if len(key) < KEY_BYTES:
        raise InvalidInput(
            sentence(
                "not_a_key",
                "{setting} is not a key. "
                "Write at least 32 random bytes in hex or base64, as `openssl rand -hex 32` prints them.",
                setting=of,
            )
        )
    return key
