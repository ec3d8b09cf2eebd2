"""A server that has stopped answering is reported within ten seconds, and used again when it answers."""

import time

import pytest

from assessment.errors import NotReadable, NotSaved
from assessment.ids import QuestionCode
from assessment.store import holding
from assessment.store.bounded_connection import CONNECT_SECONDS, PING_SECONDS
from assessment.store.engine import GRACE_SECONDS, LONGEST_WAIT
from tests.bank_builders import a_response
from tests.store import postgres
from tests.store.save_refusals import UNREACHABLE, prepared, refusal
from tests.store.store_builders import BANK, MORNING, an_operation, open_store, saved


def test_a_person_is_told_within_ten_seconds_wherever_the_server_stops() -> None:
    in_the_middle_of_a_statement = LONGEST_WAIT + GRACE_SECONDS
    before_it = PING_SECONDS + 2 * CONNECT_SECONDS  # a name often stands for two addresses
    behind_pgbouncer = PING_SECONDS + in_the_middle_of_a_statement  # which lets everybody in

    assert max(before_it, behind_pgbouncer) < 10


def test_a_save_on_a_connection_whose_server_stopped_is_refused_and_the_next_one_works(
    postgresql: postgres.PostgresServer, postgresql_url: str
) -> None:
    with prepared(postgresql_url) as (store, assessment):
        saved(store, assessment, a_response(), expected_version=0)
        with postgresql.stopped():
            began = time.monotonic()
            assert refusal(store, assessment) == UNREACHABLE
            assert time.monotonic() - began < 10

        assert saved(store, assessment, a_response(rationale="Again"), expected_version=1).version == 2


def test_a_save_in_the_middle_of_which_the_server_stops_is_refused_and_not_half_stored(
    postgresql: postgres.PostgresServer, postgresql_url: str
) -> None:
    def save_while_the_server_stops() -> None:
        with store.begin(holding.assessment(assessment.id)) as unit, postgresql.stopped():
            unit.responses.save(
                assessment, a_response(), bank=BANK, expected_version=0, operation=an_operation(), by="Sam", at=MORNING
            )

    with prepared(postgresql_url, wait=0.1) as (store, assessment):
        began = time.monotonic()
        with pytest.raises(NotSaved) as refused:
            save_while_the_server_stops()

        assert time.monotonic() - began < 5
        assert str(refused.value) == UNREACHABLE
        assert saved(store, assessment, a_response(), expected_version=0).version == 1


def test_a_new_server_process_learns_within_ten_seconds_that_the_database_does_not_answer(
    postgresql: postgres.PostgresServer, postgresql_url: str
) -> None:
    with prepared(postgresql_url) as (_, assessment), postgresql.stopped():
        began = time.monotonic()
        with pytest.raises(NotReadable, match="could not be reached"), open_store(postgresql_url).read() as unit:
            unit.responses.find(assessment, QuestionCode("P1"), BANK)
        assert time.monotonic() - began < 10
