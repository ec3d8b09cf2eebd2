"""What was set back together with its lines of the heads log is shown by what a syslog server has kept."""

import socket
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import create_engine, text

from assessment.codes import Move
from assessment.errors import NotReadable
from assessment.store import Store, holding
from assessment.store.audit_chain import chain_of
from tests.bank_builders import GOOD, a_response
from tests.store.store_builders import KEY, MORNING, a_stored_assessment, saved


def test_the_last_answer_and_the_submission_that_were_removed_with_their_lines_are_named(
    sqlite_url: str, tmp_path: Path
) -> None:
    heads, kept = tmp_path / "heads.log", tmp_path / "kept.log"
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(10)
        syslog = f"127.0.0.1:{server.getsockname()[1]}"
        with closing(Store.open(sqlite_url, audit_key=KEY, audit_heads=heads, audit_syslog=syslog)) as store:
            store.migrate()
            assessment = a_stored_assessment(store)
            before = heads.read_text()
            saved(store, assessment, a_response("P1", GOOD), expected_version=0)
            with store.begin(holding.assessment(assessment.id)) as unit:
                unit.assessments.move(assessment, Move.SUBMIT, by="Sam", at=MORNING)
            kept.write_bytes(b"".join(b"Nov 26 loghost " + server.recv(1000) + b"\n" for _ in range(4)))

            set_back(sqlite_url)
            heads.write_text(before)

            unnoticed = store.verify_audit()
            assert (unnoticed.problems, unnoticed.rows) == ((), ())
            (problem,) = store.verify_audit([kept]).problems

    chain = chain_of(assessment.collaboration.id)
    assert problem.startswith(f"{chain}: cut: entry 2 and all after it are missing. At 20")
    assert problem.endswith(" there were 3 entries.")


def set_back(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in (
            "DROP TRIGGER audit_is_never_deleted",
            "DELETE FROM audit WHERE number > 1",
            "DELETE FROM response",
            "UPDATE assessment SET submitted_at = NULL, moved_at = NULL, stage = 'open'",
        ):
            connection.execute(text(statement))
    engine.dispose()


def test_an_entry_is_kept_even_if_the_syslog_server_cannot_be_used(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Store.open(sqlite_url, audit_syslog="127.0.0.1:no port")) as store:
        store.migrate()
        a_stored_assessment(store)

        assert store.verify_audit().entries == 2
    assert "No entry was lost." in caplog.text


def test_nobody_waits_for_a_syslog_server_that_takes_nothing(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    address = str(tmp_path / "log")
    with (
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as server,
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as other,
        closing(Store.open(sqlite_url, audit_syslog=address)) as store,
    ):
        server.bind(address)
        other.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                other.sendto(b"fills the queue", address)
        store.migrate()
        saving = Thread(target=a_stored_assessment, args=[store], daemon=True)
        saving.start()
        saving.join(timeout=20)

        assert not saving.is_alive()
        assert store.verify_audit().entries == 2
    assert "No entry was lost." in caplog.text


def test_a_copy_that_holds_no_head_is_named(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "empty.log").touch()
    with closing(Store.open(sqlite_url)) as store:
        store.migrate()
        with pytest.raises(NotReadable) as refusal:
            store.verify_audit([tmp_path / "empty.log"])

    assert str(refusal.value) == f"{tmp_path / 'empty.log'}: holds no head of an audit trail."
