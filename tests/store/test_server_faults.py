"""When a database server fails, a save is refused with the reason, and saving works again once the server does."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from assessment.errors import NotReadable, NotSaved
from assessment.store import holding
from tests.bank_builders import a_response
from tests.store import postgres
from tests.store.save_refusals import BUSY, FULL, READ_ONLY, UNREACHABLE, prepared, refusal, stored_version
from tests.store.store_builders import BANK, MORNING, an_operation, open_store, saved


def test_a_server_without_that_database_says_so(postgresql: postgres.PostgresServer) -> None:
    with postgresql.database() as address:
        pass
    with closing(open_store(address)) as store, pytest.raises(NotReadable, match="could not be reached"):
        store.migrate()


def test_a_read_only_server_can_be_read_and_says_why_nothing_is_saved(
    postgresql: postgres.PostgresServer, postgresql_url: str
) -> None:
    with prepared(postgresql_url) as (store, assessment):
        store.close()
        name = postgresql_url.partition("?")[0].rpartition("/")[2]
        postgresql.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

        assert refusal(store, assessment) == READ_ONLY
        assert stored_version(store, assessment) == 0


def test_a_server_whose_disk_is_full_says_so(postgresql_url: str) -> None:
    with prepared(postgresql_url) as (store, assessment):
        engine = create_engine(postgresql_url)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$"
                )
            )
            connection.execute(text("CREATE TRIGGER full_disk BEFORE INSERT ON response EXECUTE FUNCTION full_disk()"))
        engine.dispose()

        assert refusal(store, assessment) == FULL


def test_saves_that_wait_for_a_lock_leave_connections_to_read_with(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with (
        prepared(postgresql_url, wait=10) as (store, assessment),
        ThreadPoolExecutor(45) as threads,
        store.begin(holding.assessment(assessment.id)),
        engine.connect() as other,
    ):
        saves = [threads.submit(saved, store, assessment, a_response(), expected_version=0) for _ in range(45)]
        while other.execute(waiting).scalar_one() < 24:
            assert not any(each.done() for each in saves)

        assert [stored_version(store, assessment) for _ in range(20)] == [0] * 20
        assert not any(each.done() for each in saves), "nobody had to give up for those who read"
    engine.dispose()


def test_a_row_that_another_process_holds_for_too_long_is_busy(postgresql_url: str) -> None:
    with prepared(postgresql_url, wait=0.05) as (store, assessment):
        saved(store, assessment, a_response(rationale="One"), expected_version=0)
        engine = create_engine(postgresql_url)
        with engine.connect() as other:
            other.execute(text("SELECT * FROM response FOR UPDATE"))

            with pytest.raises(NotSaved) as refused:
                saved(store, assessment, a_response(rationale="Two"), expected_version=1)
        engine.dispose()

        assert str(refused.value) == BUSY
        assert saved(store, assessment, a_response(rationale="Two"), expected_version=1).version == 2


def test_a_connection_that_breaks_during_a_save_loses_that_save_and_no_other(
    postgresql: postgres.PostgresServer, postgresql_url: str
) -> None:
    def save_two() -> None:
        with store.begin(holding.assessment(assessment.id)) as unit:
            for code in ("P1", "P2"):
                unit.responses.save(
                    assessment,
                    a_response(code),
                    bank=BANK,
                    expected_version=0,
                    operation=an_operation(),
                    by="Sam",
                    at=MORNING,
                )
                disconnect_all(postgresql, postgresql_url)

    with prepared(postgresql_url) as (store, assessment):
        with pytest.raises(NotSaved) as refused:
            save_two()

        assert str(refused.value) == UNREACHABLE
        assert stored_version(store, assessment) == 0
        assert saved(store, assessment, a_response(), expected_version=0).version == 1


def test_a_connection_that_broke_while_idle_is_replaced_unnoticed(
    postgresql: postgres.PostgresServer, postgresql_url: str
) -> None:
    with prepared(postgresql_url) as (store, assessment):
        disconnect_all(postgresql, postgresql_url)

        assert saved(store, assessment, a_response(), expected_version=0).version == 1


def disconnect_all(server: postgres.PostgresServer, url: str) -> None:
    name = url.partition("?")[0].rpartition("/")[2]
    server.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")
