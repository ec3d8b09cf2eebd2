"""An answer that was changed in the database alone is named, though the audit trail itself is as it was written."""

from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from assessment.rounds.assessment import Assessment
from assessment.rounds.response import NotApplicable
from assessment.store import Store
from tests.bank_builders import GOOD, a_response, some_evidence
from tests.store.store_builders import a_stored_assessment, open_store, saved


def fill(store: Store, assessment: Assessment) -> None:
    """Save P1 twice, with two pieces of evidence, and P2 once."""
    saved(store, assessment, a_response("P1", GOOD, rationale="First"), expected_version=0)
    evidence = [some_evidence("Paper", number=1), some_evidence("Minutes", number=2)]
    saved(store, assessment, a_response("P1", GOOD, rationale="ŵ then", evidence=evidence), expected_version=1)
    saved(store, assessment, a_response("P2", NotApplicable(reason="Not ours.")), expected_version=0)


def answer(assessment: Assessment, question: str) -> str:
    """Return what a verification calls the answer to the question."""
    return f"assessment {assessment.id}: the answer to {question} by respondent {assessment.respondent}"


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_answers_that_nobody_changed_are_as_they_were_saved(store: Store, assessment: Assessment) -> None:
    fill(store, assessment)

    assert store.verify_audit().rows == ()


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE response SET met = 'P1.1 P1.2 P1.3 P1.4' WHERE question = 'P1'",),
        ("UPDATE response SET rationale = 'Other' WHERE question = 'P1'",),
        ("UPDATE response SET version = 3 WHERE question = 'P1'",),
        ("UPDATE evidence SET title = 'Other' WHERE position = 1",),
        ("UPDATE evidence SET dated = NULL WHERE position = 2",),
        ("UPDATE evidence SET owner = 'Other' WHERE position = 1",),
        ("UPDATE evidence SET valid_until = '2030-01-01' WHERE position = 1",),
        ("UPDATE evidence SET classification = 'OFFICIAL' WHERE position = 1",),
        ("DELETE FROM evidence WHERE position = 2",),
        ("DELETE FROM evidence",),
        ("DELETE FROM evidence", "DELETE FROM response WHERE question = 'P1'"),
        ("DELETE FROM evidence", "UPDATE response SET version = 1, rationale = 'First' WHERE question = 'P1'"),
    ],
    ids=lambda statements: statements[-1],
)
def test_an_answer_that_differs_from_its_last_save_is_named(
    url: str, store: Store, assessment: Assessment, statements: tuple[str, ...]
) -> None:
    fill(store, assessment)

    run(url, *statements)

    verdict = store.verify_audit()
    problem = "is missing" if "DELETE FROM response" in statements[-1] else "is not as it was last saved"
    assert verdict.rows == (f"{answer(assessment, 'P1')} {problem}.",)
    assert [each for each in verdict.problems if "heads log" not in each] == []


def test_an_entry_whose_digests_were_edited_into_nonsense_does_not_stop_the_check(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        store.migrate()
        fill(store, a_stored_assessment(store))
        for nonsense in ("'no JSON'", "'[1]'", """'{"response/1": 5}'"""):
            run(
                sqlite_url,
                "DROP TRIGGER IF EXISTS audit_is_never_changed",
                f"UPDATE audit SET digests = {nonsense} WHERE number = 4",
            )

            assert len(store.verify_audit().rows) >= 1


def test_an_answer_that_was_never_saved_through_the_app_is_named(
    url: str, store: Store, assessment: Assessment
) -> None:
    fill(store, assessment)

    run(
        url,
        "INSERT INTO response SELECT assessment_id, respondent_id, 'P3', version, met, not_applicable, finding, "
        "rationale, saved_at, saved_by, operation FROM response WHERE question = 'P2'",
    )

    assert store.verify_audit().rows == (f"{answer(assessment, 'P3')} was added outside the app.",)
