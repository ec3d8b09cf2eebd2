"""The key of the audit trail: made once, kept outside the database, and asked for where it is missing."""

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


def test_a_key_that_is_gone_is_asked_for_and_not_made_anew(sqlite_url: str) -> None:
    file = file_of(sqlite_url).with_name("audit.key")
    up_to_date(sqlite_url)
    file.unlink()

    with pytest.raises(NotReadable) as refusal:
        up_to_date(sqlite_url)

    assert str(refusal.value) == (
        f"The audit trail was begun with a key that is not at {file}. "
        "Put that file back from a backup, or set AUDIT_KEY to the key."
    )
    assert not file.exists()


@pytest.mark.parametrize("content", ["", "too short", "ab" * 31, "\u0175"])
def test_a_file_that_holds_no_key_is_named(sqlite_url: str, content: str) -> None:
    file = file_of(sqlite_url).with_name("audit.key")
    up_to_date(sqlite_url)
    file.write_text(content)

    with pytest.raises(NotReadable, match=r"cannot be read \(it holds no key\). Put it back from a backup."):
        up_to_date(sqlite_url)


def test_postgresql_asks_for_a_key(postgresql_url: str) -> None:
    with closing(Store.open(postgresql_url)) as store, pytest.raises(NotReadable) as refusal:
        store.migrate()

    assert str(refusal.value) == (
        "The audit trail needs a key. Set AUDIT_KEY to at least 32 random bytes in hex or base64, "
        "as `openssl rand -hex 32` prints them, keep a copy of it, and start again."
    )
