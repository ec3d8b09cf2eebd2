"""The key that seals the audit trail. It stands in the environment or in a file, never in the database."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from assessment.errors import InvalidInput, NotReadable
from assessment.settings import KEY_BYTES, read_key


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditKeySource:
    """Where the key is: `given` by the environment, or else in the file beside a SQLite database."""

    given: bytes | None = field(repr=False)
    file: Path | None
    """None for PostgreSQL, where several computers may share the database and a file on one of them is not enough."""

    def read(self) -> bytes:
        """The key. Raises :class:`NotReadable` where there is none."""
        if self.given is not None:
            return self.given
        if self.file is None:
            raise NotReadable(
                "The audit trail needs a key. Set AUDIT_KEY to at least 32 random bytes in hex or base64, "
                "as `openssl rand -hex 32` prints them, keep a copy of it, and start again."
            )
        try:
            return read_key(self.file.read_text(encoding="ascii"), of=str(self.file))
        except FileNotFoundError:
            raise NotReadable(
                f"The audit trail was begun with a key that is not at {self.file}. "
                "Put that file back from a backup, or set AUDIT_KEY to the key."
            ) from None
        except (OSError, ValueError, InvalidInput) as error:
            why = error.strerror if isinstance(error, OSError) else "it holds no key"
            raise NotReadable(
                f"The audit key in {self.file} cannot be read ({why}). Put it back from a backup."
            ) from None

    def read_or_make(self) -> bytes:
        """The key; on a database's first start a file for its owner alone is made. Raises :class:`NotReadable`."""
        if self.given is None and self.file is not None and not self.file.exists():
            _write_new(self.file, secrets.token_bytes(KEY_BYTES).hex() + "\n")
        return self.read()


def _write_new(file: Path, text: str) -> None:
    """Write it whole or not at all: half a key would be taken for the key by the next start."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        part.rename(file)
    except OSError as error:
        raise NotReadable(
            f"The audit key cannot be written to {file}: {error.strerror}. Make its folder writable, or set AUDIT_KEY."
        ) from error
    finally:
        part.unlink(missing_ok=True)
