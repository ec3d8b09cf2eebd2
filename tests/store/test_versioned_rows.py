"""A row is written only over the version that its author saw, on both databases."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, create_engine, false, select, true

from assessment.rounds.assessment import Assessment
from assessment.store.tables import IMPROVEMENT_ACTION
from assessment.store.versioned_rows import write_next_version
from tests.store.store_builders import MORNING

FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine, assessment: Assessment) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


def written(
    connection: Connection,
    assessment: Assessment,
    what: str,
    *,
    id: UUID = FIRST,
    expected_version: int,
    is_allowed: bool = True,
) -> bool:
    """Write the action over the expected version, and return True if it was written."""
    return write_next_version(
        connection,
        IMPROVEMENT_ACTION,
        key={"id": id, "assessment_id": assessment.id},
        values={
            "question": "P1",
            "what": what,
            "owner": "Head of Legal",
            "due": date(2026, 12, 1),
            "state": "planned",
            "saved_at": MORNING,
            "saved_by": "Sam",
        },
        expected_version=expected_version,
        only_if=true() if is_allowed else false(),
    )


def rows(connection: Connection) -> list[tuple[UUID, str, int]]:
    columns = IMPROVEMENT_ACTION.c
    return [
        (row.id, row.what, row.version)
        for row in connection.execute(select(columns.id, columns.what, columns.version).order_by(columns.id))
    ]


def test_a_row_begins_with_version_1_and_each_write_adds_one(connection: Connection, assessment: Assessment) -> None:
    for expected_version in range(3):
        assert written(connection, assessment, f"Text {expected_version}", expected_version=expected_version)

    assert rows(connection) == [(FIRST, "Text 2", 3)]


@pytest.mark.parametrize("expected_version", [0, 1, 3])
def test_a_row_with_another_version_than_the_expected_one_is_not_written(
    connection: Connection, assessment: Assessment, expected_version: int
) -> None:
    written(connection, assessment, "One", expected_version=0)
    written(connection, assessment, "Two", expected_version=1)

    assert not written(connection, assessment, "Other", expected_version=expected_version)
    assert rows(connection) == [(FIRST, "Two", 2)]


def test_a_row_that_is_not_stored_has_no_later_version(connection: Connection, assessment: Assessment) -> None:
    assert not written(connection, assessment, "Text", expected_version=1)
    assert rows(connection) == []


def test_a_row_that_does_not_meet_a_condition_is_not_written(connection: Connection, assessment: Assessment) -> None:
    written(connection, assessment, "One", expected_version=0)

    assert not written(connection, assessment, "Two", expected_version=1, is_allowed=False)
    assert rows(connection) == [(FIRST, "One", 1)]


def test_rows_with_other_keys_stay_as_they_are(connection: Connection, assessment: Assessment) -> None:
    for id in (FIRST, SECOND):
        written(connection, assessment, "One", id=id, expected_version=0)

    assert written(connection, assessment, "Two", id=SECOND, expected_version=1)
    assert rows(connection) == [(FIRST, "One", 1), (SECOND, "Two", 2)]


def test_of_two_transactions_that_saw_the_same_version_the_second_is_not_written(
    engine: Engine, assessment: Assessment
) -> None:
    with engine.begin() as first:
        assert written(first, assessment, "One", expected_version=0)
    with engine.begin() as second:
        assert not written(second, assessment, "Other", expected_version=0)
        assert rows(second) == [(FIRST, "One", 1)]
