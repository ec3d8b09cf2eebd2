"""Changes to the audit trail behind the app's back are found, and the first bad entry is named."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.event import listen, remove

from assessment.codes import Event
from assessment.errors import NotReadable, NotSaved
from assessment.store import Store, holding
from assessment.store.audit_verify import Verdict
from tests.bank_builders import GOOD, a_response
from tests.store.audit_tampering import ENTRIES, Trail, seal_of
from tests.store.store_builders import BANK, KEY, MORNING, a_stored_assessment, open_store, saved

COLUMNS = (
    "id",
    "assessment_id",
    "respondent_id",
    "event",
    "question",
    "operation",
    "version",
    "done_by",
    "done_at",
    "detail",
    "digests",
    "hmac",
)


@pytest.fixture
def trail(url: str, tmp_path: Path) -> Iterator[Trail]:
    with closing(Trail(url, tmp_path / "heads.log")) as trail:
        yield trail


def other_value(column: str) -> str:
    """Return an SQL expression for a value that differs from the one in the column."""
    return {
        "id": "'0198c0de00007000800000000000000a'",
        "assessment_id": "NULL",
        "respondent_id": "'0198c0de00007000800000000000000c'",
        "event": "'response saved '",
        "question": "coalesce(question, '') || 'x'",
        "operation": "'0198c0de00007000800000000000000b'",
        "version": "coalesce(version, 0) + 1",
        "done_by": "'nobody'",
        "done_at": "'2026-11-03 09:30:00.000002+00:00'",
        "detail": """'{"number": 9}'""",
        "digests": """'{"person/1": [null, null]}'""",
        "hmac": f"'{'ab' * 32}'",
    }[column]


def test_a_trail_that_nobody_changed_is_as_it_was_written(trail: Trail) -> None:
    assert trail.verdict() == Verdict(entries=ENTRIES + 4, chains=3, problems=(), notes=())


def test_every_column_of_every_entry_that_is_edited_is_named(trail: Trail) -> None:
    for number in range(1, ENTRIES + 1):
        for column in COLUMNS:
            statement = f"UPDATE audit SET {column} = {other_value(column)} WHERE chain = :chain AND number = :number"
            expected = f"entry {number} was edited: it is not as it was written."
            assert trail.problem_after(statement, number=number) == expected, column


def test_every_entry_that_is_deleted_is_named(trail: Trail) -> None:
    for number in range(1, ENTRIES):
        assert trail.problem_after("DELETE FROM audit WHERE chain = :chain AND number = :number", number=number) == (
            f"entry {number} was deleted: entry {number + 1} follows entry {number - 1}."
        )


def test_a_deleted_entry_is_found_even_if_the_others_are_renumbered(trail: Trail) -> None:
    for number in range(1, ENTRIES):
        trail.run("DELETE FROM audit WHERE chain = :chain AND number = :number", number=number)
        assert trail.problem_after(
            "UPDATE audit SET number = number - 1 WHERE chain = :chain AND number > :number", number=number
        ) == (f"entry {number} was edited: it is not as it was written.")


@pytest.mark.parametrize("moved", ["number", "number and seal"])
def test_every_two_entries_that_are_swapped_are_named(trail: Trail, moved: str) -> None:
    for low, high in combinations(range(1, ENTRIES + 1), 2):
        if moved == "number":  # the seals change places, so that each number keeps its own
            seals = {number: seal_of(trail, number) for number in (low, high)}
            for number, seal in ((low, seals[high]), (high, seals[low])):
                trail.run(
                    "UPDATE audit SET hmac = :seal WHERE chain = :chain AND number = :number", seal=seal, number=number
                )
        assert trail.problem_after(
            "UPDATE audit SET number = :low + :high - number WHERE chain = :chain AND number IN (:low, :high)",
            low=low,
            high=high,
        ) == (f"entry {low} was swapped: it now has number {high}.")


def test_every_tail_that_is_cut_is_named(trail: Trail) -> None:
    for kept in range(1, ENTRIES):
        problem = trail.problem_after("DELETE FROM audit WHERE chain = :chain AND number > :kept", kept=kept)
        assert problem.startswith(f"cut: entry {kept + 1} and all after it are missing. At 20")
        assert problem.endswith(f" there were {ENTRIES} entries.")


def test_a_whole_chain_that_is_missing_is_named(trail: Trail) -> None:
    assert trail.problem_after("DELETE FROM audit WHERE chain = :chain") == (
        f"cut: the heads log notes entries 1 to {ENTRIES}, but none of them is there."
    )


def test_an_entry_that_is_there_twice_is_named(trail: Trail) -> None:
    for number in range(1, ENTRIES + 1):
        assert trail.problem_after(
            "INSERT INTO audit SELECT * FROM original WHERE chain = :chain AND number = :number", number=number
        ) == (f"forked: two entries have number {number}.")


def test_a_chain_that_went_on_from_an_earlier_state_is_named(trail: Trail) -> None:
    trail.run("DELETE FROM audit WHERE chain = :chain AND number > 4")
    with closing(trail.opened()) as store, store.begin(holding.assessment(trail.assessment.id)) as unit:
        unit.audit.add(Event.ASSESSMENT_CHANGED, assessment=trail.assessment, by="Kim", at=MORNING, detail={})

    (problem,) = trail.verdict().problems

    assert problem.startswith(f"{trail.chain}: forked: entry 5 is not the one that the heads log noted at 20")


def test_an_entry_that_somebody_without_the_key_adds_is_named(trail: Trail) -> None:
    columns = (
        "id, assessment_id, respondent_id, event, question, operation, version, done_by, done_at, detail, digests, "
        "chain, number, hmac"
    )
    assert trail.problem_after(
        f"INSERT INTO audit ({columns}) SELECT {columns.replace('number', 'number + 1')} FROM original "
        "WHERE chain = :chain AND number = 6"
    ) == ("entry 7 was edited: it is not as it was written.")


@pytest.mark.parametrize(
    "nonsense", [("detail", "'no JSON'"), ("done_at", "'no day'"), ("id", "'no id'"), ("version", "'no number'")]
)
def test_an_entry_that_was_edited_into_nonsense_is_named(
    sqlite_url: str, tmp_path: Path, nonsense: tuple[str, str]
) -> None:
    with closing(Store.open(sqlite_url, audit_key=KEY)) as store:
        store.migrate()
    with closing(Trail(sqlite_url, tmp_path / "heads.log")) as trail:
        column, value = nonsense
        assert trail.problem_after(f"UPDATE audit SET {column} = {value} WHERE chain = :chain AND number = 3") == (
            "entry 3 was edited: it is not as it was written."
        )


def test_the_first_bad_entry_of_each_chain_is_named(trail: Trail) -> None:
    trail.run("UPDATE audit SET done_by = 'nobody' WHERE number >= 2")

    verdict = trail.verdict()
    assert verdict.problems == (
        f"{trail.chain}: entry 2 was edited: it is not as it was written.",
        "people: entry 2 was edited: it is not as it was written.",
    )
    assert verdict == Verdict(entries=ENTRIES + 4, chains=3, problems=verdict.problems, notes=())


def test_without_a_heads_log_the_check_says_that_it_cannot_notice_a_cut(trail: Trail) -> None:
    trail.heads.unlink()

    assert trail.verdict().problems == (
        f"The heads log {trail.heads} cannot be read (No such file or directory), "
        "so nobody would notice if the latest entries had been cut off.",
    )


def test_a_heads_log_that_ends_early_is_noted_until_the_next_entry(trail: Trail) -> None:
    lines = trail.noted.splitlines(keepends=True)
    trail.heads.write_text("".join(line for line in lines if f"{trail.chain} 6 " not in line) + "half a li\n")

    assert trail.verdict().notes == (
        f"{trail.chain}: the heads log ends at entry 5 of 6. If later entries had been cut off, nobody would notice.",
        "Lines of the heads log that cannot be read: 1.",
    )

    saved(trail.store, trail.assessment, a_response("P2"), expected_version=0)
    saved(trail.store, trail.assessment, a_response("P2", GOOD), expected_version=0)
    verdict = trail.verdict()
    assert verdict.notes == ("Lines of the heads log that cannot be read: 1.",)
    assert verdict == Verdict(entries=ENTRIES + 5, chains=3, problems=(), notes=verdict.notes)


def test_an_answer_is_saved_even_if_the_heads_log_cannot_be_written(
    url: str, trail: Trail, caplog: pytest.LogCaptureFixture
) -> None:
    trail.heads.unlink()
    trail.heads.mkdir()

    saved(trail.store, trail.assessment, a_response("P2", GOOD), expected_version=0)

    with trail.store.read() as unit:
        assert list(unit.responses.of(trail.assessment, BANK)) == ["P1", "P2"]
    assert [record.getMessage() for record in caplog.records] == [
        "The audit heads log could not be written (Is a directory). No entry was lost."
    ]
    assert trail.verdict().problems == (
        f"The heads log {trail.heads} cannot be read (Is a directory), "
        "so nobody would notice if the latest entries had been cut off.",
    )


def test_with_a_different_key_nothing_is_written_or_verified(trail: Trail) -> None:
    other = Store.open(trail.url, audit_key=bytes(32), audit_heads=trail.heads)
    sentence = (
        "The audit trail was started with a different key. Set AUDIT_KEY, or the file audit.key beside the database, "
        "to the key it was started with."
    )

    calls: tuple[Callable[[], object], ...] = (other.migrate, other.verify_audit)
    for call in calls:
        with pytest.raises(NotReadable) as refused:
            call()
        assert str(refused.value) == sentence
    with pytest.raises(NotSaved) as not_saved:
        saved(other, trail.assessment, a_response("P2", GOOD), expected_version=0)

    assert str(not_saved.value) == f"Not saved. {sentence} What you typed is still on this page."
    assert [each.code for each in not_saved.value.sentences] == ["not_saved_audit_key"]
    assert trail.verdict().entries == ENTRIES + 4
    other.close()


def test_a_line_is_noted_for_each_transaction_and_chain(trail: Trail) -> None:
    lines = [line.split(" ") for line in trail.noted.splitlines()]

    assert [(chain, number) for _, chain, number, _ in lines] == [
        ("forces", "1"),
        *((trail.chain, str(number)) for number in range(1, 7)),
        ("people", "3"),
    ]
    assert trail.heads.stat().st_mode & 0o777 == 0o600
    assert json.dumps([seal for *_, seal in lines[1:7]]) == json.dumps([seal_of(trail, n) for n in range(1, 7)])


def test_the_log_is_beside_a_sqlite_database_unless_it_is_named(sqlite_url: str, tmp_path: Path) -> None:
    with closing(open_store(sqlite_url)) as store:
        store.migrate()
        a_stored_assessment(store)

        assert store.verify_audit() == Verdict(entries=2, chains=2, problems=(), notes=())
    assert (tmp_path / "data" / "audit-heads.log").is_file()


def test_what_somebody_saves_between_the_reading_of_the_log_and_of_the_database_is_no_sign_of_a_change(
    trail: Trail,
) -> None:
    has_begun = threading.Event()

    def start_another(_: Connection) -> None:
        # The log was read by now. What the other store does begins transactions too.
        if not has_begun.is_set():
            has_begun.set()
            with closing(trail.opened()) as other:
                a_stored_assessment(other)

    listen(Engine, "begin", start_another)
    try:
        verdict = trail.verdict()
    finally:
        remove(Engine, "begin", start_another)

    assert verdict == Verdict(entries=ENTRIES + 4 + 1, chains=4, problems=(), notes=())
