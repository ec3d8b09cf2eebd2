"""Connections are set up as the guarantees of the store require."""

from contextlib import closing

import pytest
from sqlalchemy import text

from assessment.store.engine import open_engines
from tests.store.store_builders import open_store


def test_a_writer_of_sqlite_flushes_every_commit_and_checks_every_key(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        store.migrate()
    writer = open_engines(sqlite_url, wait=30).writer

    with writer.begin() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    writer.dispose()

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    ("use", "isolation", "read_only"), [("writer", "read committed", "off"), ("reader", "repeatable read", "on")]
)
def test_postgresql_reads_one_state_without_writing_and_waits_no_longer_than_it_was_told(
    postgresql_url: str, use: str, isolation: str, read_only: str
) -> None:
    engine = getattr(open_engines(postgresql_url, wait=30), use)

    with engine.begin() as connection:
        settings = {
            name: connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in (
                "transaction_isolation",
                "transaction_read_only",
                "synchronous_commit",
                "lock_timeout",
                "statement_timeout",
                "idle_in_transaction_session_timeout",
                "timezone",
            )
        }
    engine.dispose()

    assert settings == {
        "transaction_isolation": isolation,
        "transaction_read_only": read_only,
        "synchronous_commit": "on",
        "lock_timeout": "30s",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "1min",
        "timezone": "UTC",
    }
