"""The key of the audit trail is made once and kept outside the database. The app asks for it if it is missing."""

from contextlib import closing

import pytest

from assessment.errors import NotReadable
from assessment.store import Store
from tests.store.sqlite import file_of
from tests.store.test_migrations import up_to_date


def test_the_key_is_made_on_the_first_start_for_its_owner_alone_and_never_again(sqlite_url: str) -> None:
    file = file_of(sqlite_url).with_name("audit.key")
    up_to_date(sqlite_url)
    key = file.read_text()

    up_to_date(sqlite_url)

    assert file.read_text() == key
    assert len(bytes.fromhex(key)) == 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_missing_is_asked_for_and_not_replaced(sqlite_url: str) -> None:
    file = file_of(sqlite_url).with_name("audit.key")
    up_to_date(sqlite_url)
    file.unlink()

    with pytest.raises(NotReadable) as refusal:
        up_to_date(sqlite_url)

    assert str(refusal.value) == (
        f"The key of the audit trail is missing: there is no file {file}. "
        "Restore that file from a backup, or set AUDIT_KEY to the key."
    )
    assert not file.exists()


@pytest.mark.parametrize("content", ["", "too short", "ab" * 31, "\u0175"])
def test_a_file_without_a_key_is_named(sqlite_url: str, content: str) -> None:
    file = file_of(sqlite_url).with_name("audit.key")
    up_to_date(sqlite_url)
    file.write_text(content)

    with pytest.raises(NotReadable) as refusal:
        up_to_date(sqlite_url)

    assert str(refusal.value) == f"The file {file} does not contain an audit key. Restore it from a backup."


def test_a_key_file_that_cannot_be_read_is_named_with_the_reason(sqlite_url: str) -> None:
    file = file_of(sqlite_url).with_name("audit.key")
    up_to_date(sqlite_url)
    file.unlink()
    file.mkdir()

    with pytest.raises(NotReadable) as refusal:
        up_to_date(sqlite_url)

    assert str(refusal.value) == (
        f"The audit key in {file} cannot be read: Is a directory. Let the app read it, or set AUDIT_KEY to the key."
    )


def test_postgresql_asks_for_a_key(postgresql_url: str) -> None:
    with closing(Store.open(postgresql_url)) as store, pytest.raises(NotReadable) as refusal:
        store.migrate()

    assert str(refusal.value) == (
        "The audit trail needs a key. Set AUDIT_KEY to at least 32 random bytes in hex or base64, "
        "as `openssl rand -hex 32` prints them, keep a copy of it, and start again."
    )
