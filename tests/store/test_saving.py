"""A save counts once, and only over the version that its author saw."""

from datetime import UTC, datetime, timedelta

import pytest

from assessment.errors import ResponseChanged
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Response
from assessment.store import Store
from assessment.store.audit import AuditEntry
from tests.bank_builders import a_response, some_evidence
from tests.store.store_builders import MORNING, an_operation, counted_statements, found, saved

P1 = QuestionCode("P1")


def saves(store: Store, assessment: Assessment) -> list[AuditEntry]:
    with store.read() as unit:
        return [entry for entry in unit.audit.of(assessment) if entry.question]


def test_an_emptied_response_keeps_its_row_so_that_versions_never_start_again(
    store: Store, assessment: Assessment
) -> None:
    saved(store, assessment, a_response(rationale="Because.", evidence=[some_evidence()]), expected_version=0)

    emptied = saved(store, assessment, Response(question=P1), expected_version=1)

    assert (emptied.response, emptied.version) == (Response(question=P1), 2)
    assert found(store, assessment) == emptied
    with pytest.raises(ResponseChanged):
        saved(store, assessment, a_response(), expected_version=0)


def test_saving_a_response_that_is_stored_already_writes_nothing(store: Store, assessment: Assessment) -> None:
    stored = saved(store, assessment, a_response(evidence=[some_evidence()]), expected_version=0)

    again = saved(
        store, assessment, a_response(evidence=[some_evidence()]), expected_version=0, at=MORNING + timedelta(hours=1)
    )

    assert again == stored
    assert len(saves(store, assessment)) == 1


def test_emptying_a_response_that_was_never_saved_writes_nothing(store: Store, assessment: Assessment) -> None:
    assert saved(store, assessment, Response(question=P1), expected_version=0).version == 0
    assert saves(store, assessment) == []


def test_an_operation_that_is_repeated_counts_once(store: Store, assessment: Assessment) -> None:
    operation = an_operation()
    first = saved(store, assessment, a_response(rationale="One"), expected_version=0, operation=operation)
    saved(store, assessment, a_response(rationale="Two"), expected_version=1, at=MORNING + timedelta(minutes=5))

    again = saved(store, assessment, a_response(rationale="One"), expected_version=0, operation=operation)

    assert again == first
    assert found(store, assessment).response.rationale == "Two"
    assert [entry.version for entry in saves(store, assessment)] == [1, 2]


@pytest.mark.parametrize(
    ("rationale", "expected_version"), [("One", 2), ("Three", 0), ("Three", 2)], ids=["version", "text", "both"]
)
def test_an_operation_is_not_taken_for_another_text_or_over_another_version(
    store: Store, assessment: Assessment, rationale: str, expected_version: int
) -> None:
    operation = an_operation()
    saved(store, assessment, a_response(rationale="One"), expected_version=0, operation=operation)
    second = saved(store, assessment, a_response(rationale="Two"), expected_version=1)

    with pytest.raises(ResponseChanged) as refused:
        saved(
            store,
            assessment,
            a_response(rationale=rationale),
            expected_version=expected_version,
            operation=operation,
        )

    assert refused.value.stored == second
    assert found(store, assessment) == second


def test_a_save_over_another_save_is_refused_and_shows_what_is_stored(store: Store, assessment: Assessment) -> None:
    saved(store, assessment, a_response(rationale="Ours"), expected_version=0)
    theirs = saved(
        store,
        assessment,
        a_response(rationale="Theirs"),
        expected_version=1,
        by="Kim",
        at=datetime(2026, 7, 1, 13, 2, tzinfo=UTC),
    )

    with pytest.raises(ResponseChanged) as refusal:
        saved(store, assessment, a_response(rationale="Ours, better"), expected_version=1)

    assert refusal.value.stored == theirs
    assert str(refusal.value) == (
        "This answer was changed by Kim on 1 July 2026 at 14:02, after you opened it. "
        "Both texts are kept. Choose which one to save."
    )
    assert (refusal.value.code, refusal.value.parameters["name"]) == ("answer_changed", "Kim")
    assert found(store, assessment) == theirs
    assert len(saves(store, assessment)) == 2


def test_a_version_that_the_database_never_had_is_refused(store: Store, assessment: Assessment) -> None:
    with pytest.raises(
        ResponseChanged, match="no longer stored, because an older copy of the database was restored"
    ) as refusal:
        saved(store, assessment, a_response(), expected_version=3)

    assert refusal.value.stored.version == 0
    assert found(store, assessment).version == 0


def test_a_save_takes_few_statements_and_three_more_where_the_evidence_changes(
    url: str, store: Store, assessment: Assessment
) -> None:
    evidence = [some_evidence()]
    saved(store, assessment, a_response(evidence=evidence), expected_version=0)
    with counted_statements() as same_evidence:
        saved(store, assessment, a_response(rationale="Because.", evidence=evidence), expected_version=1)
    with counted_statements() as other_evidence:
        saved(store, assessment, a_response(evidence=[some_evidence("Minutes")]), expected_version=2)

    # Begin, hold, read, write, take the digest of what that changes twice (of answer and evidence), find its chain,
    # read the end of the chain and write the entry. SQLite has two for the part of a transaction that others share.
    assert len(same_evidence) == (13 if url.startswith("sqlite") else 11)
    # What stands elsewhere under the same ids is read, and the rows are replaced.
    assert len(other_evidence) - len(same_evidence) == 3
