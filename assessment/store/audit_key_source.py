"""Where the key that seals the audit trail comes from: the environment or a file, never the database."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from assessment.errors import InvalidInput, NotReadable, sentence
from assessment.settings import KEY_BYTES, read_key


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditKeySource:
    """The source of the key: `given` by the environment or, without that, the file beside a SQLite database."""

    given: bytes | None = field(repr=False)
    file: Path | None
    """None for PostgreSQL, where several computers may share the database and would each need the file."""

    def read(self) -> bytes:
        """Return the key. Raises :class:`NotReadable` where there is none."""
        if self.given is not None:
            return self.given
        if self.file is None:
            raise NotReadable(
                sentence(
                    "audit_key_not_set",
                    "The audit trail needs a key. Set AUDIT_KEY to at least 32 random bytes in hex or base64, "
                    "as `openssl rand -hex 32` prints them, keep a copy of it, and start again.",
                )
            )
        try:
            return read_key(self.file.read_text(encoding="ascii"), of=str(self.file))
        except FileNotFoundError:
            raise NotReadable(
                sentence(
                    "audit_key_file_missing",
                    "The key of the audit trail is missing: there is no file {file}. "
                    "Restore that file from a backup, or set AUDIT_KEY to the key.",
                    file=self.file,
                )
            ) from None
        except OSError as error:
            raise NotReadable(
                sentence(
                    "audit_key_file_unreadable",
                    "The audit key in {file} cannot be read: {reason}. "
                    "Let the app read it, or set AUDIT_KEY to the key.",
                    file=self.file,
                    reason=error.strerror,
                )
            ) from None
        except (ValueError, InvalidInput):
            raise NotReadable(
                sentence(
                    "audit_key_file_without_key",
                    "The file {file} does not contain an audit key. Restore it from a backup.",
                    file=self.file,
                )
            ) from None

    def read_or_make(self) -> bytes:
        """Return the key. If there is no key file yet, first write a random key to one that only its owner can read.

        Raises :class:`NotReadable`.
        """
        if self.given is None and self.file is not None and not self.file.exists():
            _write_new(self.file, secrets.token_bytes(KEY_BYTES).hex() + "\n")
        return self.read()


def _write_new(file: Path, text: str) -> None:
    """Write the whole text or nothing, because the next start would take half a key for the key."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as opened:  # noqa: PTH123
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        part.rename(file)
    except OSError as error:
        raise NotReadable(
            sentence(
                "audit_key_file_not_written",
                "The audit key cannot be written to {file}: {reason}. Make its folder writable, or set AUDIT_KEY.",
                file=file,
                reason=error.strerror,
            )
        ) from error
    finally:
        part.unlink(missing_ok=True)
