"""A save that was acknowledged is still there when the process that made it is killed."""

from pathlib import Path

from sqlalchemy import create_engine, text

from assessment.codes import Event
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.store import Store
from tests.bank_builders import a_response, some_evidence
from tests.store.heard_process import heard
from tests.store.store_builders import BANK, a_stored_assessment, open_store


def test_a_save_that_was_acknowledged_survives_kill_9(
    python: str, url: str, store: Store, assessment: Assessment, tmp_path: Path
) -> None:
    assert python
    acknowledged = [acknowledged_before_kill(url, tmp_path, after=saves) for saves in (40, 7, 23)]

    with store.read() as unit:
        stored = unit.responses.find(assessment, QuestionCode("P1"), BANK)
        versions = [entry.version for entry in unit.audit.of(assessment) if entry.event is Event.RESPONSE_SAVED]
    assert acknowledged == sorted(acknowledged)
    # The last save may have been committed in the moment before its acknowledgement could be written.
    assert stored.version in {acknowledged[-1], acknowledged[-1] + 1}
    words = f"Text of version {stored.version}"
    evidence = [some_evidence(words, number=number) for number in (1, 2)]
    assert stored.response == a_response(rationale=words, evidence=evidence)
    assert versions == list(range(1, stored.version + 1))
    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []


def test_a_database_is_sound_after_kill_9(python: str, sqlite_url: str, tmp_path: Path) -> None:
    assert python
    with_an_assessment(sqlite_url)

    acknowledged_before_kill(sqlite_url, tmp_path, after=25)

    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


def acknowledged_before_kill(url: str, folder: Path, *, after: int) -> int:
    """Kill a saving process after that many acknowledged saves, and return the last version that it acknowledged."""
    with heard("tests.store.saving_process", url, folder=folder) as saver:
        lines = [saver.printed.readline() for _ in range(after)]
        saver.process.kill()
        return int([*lines, *saver.printed.readlines()][-1])


def with_an_assessment(url: str) -> None:
    store = open_store(url)
    store.migrate()
    a_stored_assessment(store)
    store.close()
