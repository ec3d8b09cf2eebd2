"""The audit trail holds every text that was ever saved, and its entries cannot be changed."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from assessment.codes import Event
from assessment.errors import DoesNotFit
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import NotApplicable
from assessment.store import Store, holding
from assessment.store.audit import AuditEntry
from assessment.store.audit_chain import PEOPLE_CHAIN, chain_of
from tests.bank_builders import GOOD, a_response, some_evidence
from tests.store.store_builders import BANK, MORNING, a_stored_assessment, open_store, saved, the_operation


def test_every_text_that_was_saved_can_be_read_again(store: Store, assessment: Assessment) -> None:
    later = MORNING + timedelta(minutes=5)
    given = a_response(
        "P1", GOOD, finding=False, rationale="We ŵere\nready.", evidence=[some_evidence("Paper", number=7)]
    )
    saved(store, assessment, given, expected_version=0, operation=the_operation(1), by="Sam")
    withdrawn = a_response("P1", NotApplicable(reason="Not ours."))
    saved(store, assessment, withdrawn, expected_version=1, operation=the_operation(2), by="Kim", at=later)

    with store.read() as unit:
        _, first, second = unit.audit.of(assessment)

    assert first == AuditEntry(
        chain=chain_of(assessment.collaboration.id),
        number=2,
        assessment=assessment.id,
        respondent=assessment.respondent,
        event=Event.RESPONSE_SAVED,
        by="Sam",
        at=MORNING,
        question=QuestionCode("P1"),
        operation=the_operation(1),
        version=1,
        detail={
            "met": ["P1.1", "P1.2", "P1.3"],
            "finding": False,
            "rationale": "We ŵere\nready.",
            "evidence": [
                {
                    "id": "00000000-0000-0000-0000-000000000007",
                    "title": "Paper",
                    "reference": "BP 12",
                    "date": "2026-05-01",
                    "owner": "",
                    "valid_until": None,
                    "classification": None,
                }
            ],
        },
    )
    assert second == AuditEntry(
        chain=chain_of(assessment.collaboration.id),
        number=3,
        assessment=assessment.id,
        respondent=assessment.respondent,
        event=Event.RESPONSE_SAVED,
        by="Kim",
        at=later,
        question=QuestionCode("P1"),
        operation=the_operation(2),
        version=2,
        detail={"not_applicable": "Not ours.", "rationale": "", "evidence": []},
    )


def test_entries_come_in_the_order_in_which_they_were_made(store: Store, assessment: Assessment) -> None:
    with store.begin(holding.assessment(assessment.id)) as unit:
        for number in range(20):
            unit.audit.add(
                Event.ASSESSMENT_CHANGED, assessment=assessment, by="Sam", at=MORNING, detail={"number": number}
            )

    with store.read() as unit:
        assert [entry.detail["number"] for entry in unit.audit.of(assessment)[1:]] == list(range(20))


def test_the_trail_of_one_assessment_leaves_out_the_others(store: Store, assessment: Assessment) -> None:
    other = a_stored_assessment(store)
    saved(store, other, a_response(), expected_version=0)

    with store.read() as unit:
        assert len(unit.audit.of(assessment)) == 1


def test_an_operation_used_for_something_else_is_refused_and_nothing_of_it_is_kept(
    store: Store, assessment: Assessment
) -> None:
    saved(store, assessment, a_response("P1"), expected_version=0, operation=the_operation(1))

    with pytest.raises(DoesNotFit):
        saved(store, assessment, a_response("P2"), expected_version=0, operation=the_operation(1))

    with store.read() as unit:
        assert list(unit.responses.of(assessment, BANK)) == ["P1"]


def test_events_that_concern_people_have_their_own_chain_and_need_no_assessment(
    store: Store, assessment: Assessment
) -> None:
    with store.begin(holding.EVERYBODY) as unit:
        unit.audit.add(Event.ASSESSMENT_CHANGED, chain=PEOPLE_CHAIN, by="Sam", at=MORNING, detail={})
        unit.audit.add(
            Event.ASSESSMENT_CHANGED, chain=PEOPLE_CHAIN, assessment=assessment, by="Kim", at=MORNING, detail={}
        )

    with store.read() as unit:
        assert [(entry.number, entry.by, entry.assessment) for entry in unit.audit.of_chain(PEOPLE_CHAIN)] == [
            (1, "Sam", None),
            (2, "Kim", assessment.id),
        ]
        assert len(unit.audit.of(assessment)) == 1


def test_an_entry_without_an_assessment_and_a_chain_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="names an assessment or a chain"), store.begin(holding.EVERYBODY) as unit:
        unit.audit.add(Event.ASSESSMENT_CHANGED, by="Sam", at=MORNING, detail={})


@pytest.mark.parametrize("statement", ["UPDATE audit SET done_by = 'nobody'", "DELETE FROM audit"])
def test_an_entry_is_never_changed_or_deleted(url: str, store: Store, assessment: Assessment, statement: str) -> None:
    engine = create_engine(url.replace("+psycopg", ""))
    with pytest.raises(IntegrityError, match="audit is append-only"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()

    with store.read() as unit:
        assert [entry.by for entry in unit.audit.of(assessment)] == ["Sam"]


def test_on_sqlite_an_entry_is_not_replaced_either(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    store.migrate()
    assessment = a_stored_assessment(store)
    engine = create_engine(sqlite_url)
    replace = text(
        "INSERT OR REPLACE INTO audit SELECT id, assessment_id, respondent_id, event, question, operation, version, "
        "'nobody', done_at, detail, digests, chain, number, hmac FROM audit"
    )

    with pytest.raises(IntegrityError, match="audit is append-only"), engine.begin() as connection:
        connection.execute(replace)

    engine.dispose()
    with store.read() as unit:
        assert [entry.by for entry in unit.audit.of(assessment)] == ["Sam"]
    store.close()
