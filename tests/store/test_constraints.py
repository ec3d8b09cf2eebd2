"""The database itself refuses values that no caller should ever send, and whoever sent them is told in a sentence."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, PrimaryKeyConstraint, UniqueConstraint, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from assessment.codes import ReportFormat
from assessment.errors import DoesNotFit
from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.response import Evidence, MinorityView, NotApplicable
from assessment.store import Store, holding
from assessment.store.broken_constraints import SENTENCES
from assessment.store.faults import faults_while_writing
from assessment.store.table_base import Base
from tests.bank_builders import a_response, some_evidence
from tests.signed_in_people import somebody
from tests.store.conftest import migrated_database
from tests.store.store_builders import (
    BANK,
    MORNING,
    a_collaboration,
    a_stored_assessment,
    an_assessment,
    open_store,
    saved,
    write_notes,
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A plain engine on a database with an assessment, its answer and a person. No test of this module changes it."""
    with migrated_database(request, tmp_path_factory.mktemp("constraints")) as url:
        with closing(open_store(url)) as store:
            assessment = a_stored_assessment(store)
            itself = MinorityView(force=assessment.respondent, text="Not yet.")
            response = replace(a_response(evidence=[some_evidence()]), minority_views=(itself,))
            saved(store, assessment, response, expected_version=0)
            kim = somebody(store)
            with store.begin(holding.assessment(assessment.id)) as unit:
                write_notes(unit, assessment, by=kim.id)
                unit.report_files.add(assessment, 1, {ReportFormat.PDF: b"%PDF"})
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
        yield engine
        engine.dispose()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("collaboration", {"name": ""}),
        ("collaboration", {"name": "ŵ" * 201}),
        ("partner", {"position": 0}),
        ("partner", {"force_id": "mars"}),
        ("person", {"force_id": "mars"}),
        ("role_grant", {"force_id": "mars"}),
        ("respondent", {"force_id": "mars"}),
        ("force", {"kind": ""}),
        ("force", {"policing_body": "ŵ" * 201}),
        ("force", {"valid_from": "2026-04-01", "valid_to": "2026-03-31"}),
        ("force", {"successor_id": "mars", "valid_to": "2026-03-31"}),
        ("force", {"successor_id": "kent", "valid_to": None}),
        ("force_name", {"name": ""}),
        ("force_name", {"valid_from": "2026-04-01"}),
        ("partner", {"leads": True}),
        ("round", {"title": ""}),
        ("round", {"title": "ŵ" * 201}),
        ("round", {"closes_on": "2020-01-01"}),
        ("assessment", {"bank_fingerprint": "sha256:0"}),
        ("assessment", {"classification": "SECRET"}),
        ("assessment", {"stage": "finished"}),
        ("assessment", {"stage": "submitted"}),
        ("assessment", {"submitted_at": MORNING}),
        ("assessment", {"kind": "shared"}),
        ("assessment", {"status": "finished"}),
        ("assessment", {"partners": 1}),
        ("assessment", {"amendment_reason": "Without a version before."}),
        ("respondent", {"position": 0}),
        ("respondent", {"title": ""}),
        ("respondent", {"force_id": "kent", "perspective": "estates"}),
        ("respondent", {"perspective": "finance"}),
        ("respondent", {"removed_at": MORNING}),
        ("respondent", {"force_id": "kent", "perspective": "hr", "removed_at": MORNING, "submitted_at": MORNING}),
        ("role_grant", {"perspective": "finance"}),
        ("response", {"version": 0}),
        ("response", {"met": "P1.1", "not_applicable": "Not ours."}),
        ("response", {"met": "", "not_applicable": "Not ours."}),
        ("response", {"met": "P" * 1001}),
        ("response", {"met": None, "not_applicable": ""}),
        ("response", {"met": None, "not_applicable": "ŵ" * 1001}),
        ("response", {"rationale": "ŵ" * 4001}),
        ("response", {"rationale": None}),
        ("response", {"saved_by": ""}),
        ("report_file", {"version": 0}),
        ("report_file", {"form": "docx"}),
        ("report_file", {"sha256": "0" * 63}),
        ("report_file", {"content": None}),
        ("evidence", {"position": 0}),
        ("evidence", {"title": ""}),
        ("evidence", {"title": "ŵ" * 201}),
        ("evidence", {"reference": "ŵ" * 501}),
        ("evidence", {"owner": "ŵ" * 201}),
        ("evidence", {"classification": "SECRET"}),
        ("minority_view", {"text": "ŵ" * 4001}),
        ("minority_view", {"of_respondent_id": "0" * 32}),
        ("question_comment", {"text": ""}),
        ("question_comment", {"text": "ŵ" * 4001}),
        ("question_comment", {"person_id": "0" * 32}),
        ("question_comment", {"respondent_id": "0" * 32}),
        ("handed_question", {"note": "ŵ" * 1001}),
        ("handed_question", {"answer_version": -1}),
        ("handed_question", {"person_id": "0" * 32}),
        ("handed_question", {"respondent_id": "0" * 32}),
    ],
)
def test_a_value_out_of_bounds_is_refused(engine: Engine, table: str, change: dict[str, object]) -> None:
    sets = ", ".join(f"{column} = :{column}" for column in change)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {sets}"), change)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("collaboration", "name"),
        ("round", "title"),
        ("respondent", "title"),
        ("response", "met"),
        ("response", "rationale"),
        ("response", "saved_by"),
        ("evidence", "title"),
        ("evidence", "reference"),
        ("evidence", "owner"),
        ("minority_view", "text"),
        ("question_comment", "text"),
        ("handed_question", "note"),
    ],
)
@pytest.mark.parametrize("value", ["\x00", "before\x00after"])
def test_a_nul_character_is_refused(engine: Engine, table: str, column: str, value: str) -> None:
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = :value"), {"value": value})


def test_text_after_a_nul_character_does_not_get_past_the_length_limit(store: Store, assessment: Assessment) -> None:
    with pytest.raises(DoesNotFit):
        saved(store, assessment, a_response(rationale="\x00" + "x" * 5_000_000), expected_version=0)

    with store.read() as unit:
        assert unit.responses.find(assessment, QuestionCode("P1"), BANK).version == 0


def test_texts_of_the_greatest_length_are_stored(store: Store) -> None:
    assessment = an_assessment(collaboration=a_collaboration("ŵ" * 200))
    evidence = Evidence(
        id=EvidenceId(UUID(int=1)),
        title="👮" * 200,
        reference="ŵ" * 500,
        dated=date(2026, 5, 1),
        owner="👮" * 200,
        valid_until=date(2027, 5, 1),
        classification=Classification.OFFICIAL_SENSITIVE,
    )
    longest = a_response("P1", NotApplicable(reason="👮" * 1000), rationale="👮" * 4000, evidence=[evidence])
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.add(assessment, by="ŵ" * 200)

    saved(store, assessment, longest, expected_version=0, by="ŵ" * 200)

    with store.read() as unit:
        assert unit.responses.find(assessment, QuestionCode("P1"), BANK).response == longest


def test_a_response_needs_an_assessment_that_is_stored(store: Store) -> None:
    with pytest.raises(DoesNotFit):
        saved(store, an_assessment(), a_response(), expected_version=0)


@pytest.mark.parametrize("table", ["response", "respondent", "assessment", "collaboration", "person", "force"])
def test_a_row_that_others_refer_to_cannot_be_deleted(engine: Engine, table: str) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(f"DELETE FROM {table}"))


def test_a_time_without_a_time_zone_is_refused(store: Store, assessment: Assessment) -> None:
    with pytest.raises(StatementError, match="must have timezone information"):
        saved(store, assessment, a_response(), expected_version=0, at=MORNING.replace(tzinfo=None))


KEEPS_APART = (UniqueConstraint, PrimaryKeyConstraint)
WITHOUT_A_SENTENCE = {
    # Keys that the app makes by chance, so that no two are ever the same.
    *("pk_collaboration", "pk_person", "pk_role_grant", "pk_session", "pk_invitation", "pk_account_notice", "pk_round"),
    *("pk_attempt", "pk_audit", "pk_evidence", "pk_respondent", "pk_membership", "pk_minority_view"),
    *("pk_question_comment", "pk_handed_question"),
    # A version whose number was decided while nobody else could issue one.
    "pk_report_file",
    # Places that the app counts itself.
    *("pk_partner", "pk_recovery_code", "uq_audit_chain_number", "uq_respondent_assessment_id_position"),
    *("pk_force_name", "uq_membership_collaboration_id_position", "pk_register_fact"),
    # What only one can change at a time, and is checked before.
    *("pk_force", "uq_force_name_force_id_valid_from", "pk_signature"),
    "uq_evidence_assessment_id_respondent_id_question_position",
    # What the app writes itself: one lead force, one key, an operation that counts once.
    *("uq_partner_leads", "pk_audit_key", "uq_audit_operation", "pk_theme_score"),
    # Who is asked of a force, which is looked up before anybody is added.
    *("uq_respondent_assessment_id_force_id_perspective", "uq_respondent_reply_of_force"),
}
"""Unique constraints whose violation is a bug, about which a person can do nothing but reload and try again."""


def test_each_constraint_has_a_name_and_those_that_keep_two_apart_a_sentence_unless_that_helps_nobody() -> None:
    tables = Base.metadata.sorted_tables
    unique = {
        *(str(each.name) for table in tables for each in table.constraints if isinstance(each, KEEPS_APART)),
        *(str(index.name) for table in tables for index in table.indexes if index.unique),
    }

    assert [each for table in tables for each in table.constraints if not each.name] == []
    # Checks and foreign keys have none of their own: what a person types was checked before, and better explained.
    assert unique == SENTENCES.keys() | WITHOUT_A_SENTENCE
    assert SENTENCES.keys() & WITHOUT_A_SENTENCE == set()


@pytest.mark.parametrize(
    ("statement", "constraint", "code"),
    [
        (
            "INSERT INTO person (id, name, name_key, email, state, created_at) "
            "SELECT '00000000000000000000000000000000', name, name_key, email, state, created_at FROM person",
            "uq_person_email",
            "email_taken",
        ),
        ("INSERT INTO assessment SELECT * FROM assessment", "pk_assessment", "assessment_started_meanwhile"),
        ("INSERT INTO response SELECT * FROM response", "pk_response", "answered_meanwhile"),
        ("UPDATE partner SET force_id = 'kent'", "uq_partner_assessment_id_force_id", "partner_twice"),
        ("UPDATE partner SET leads = TRUE", "uq_partner_leads", "does_not_fit"),
        ("UPDATE assessment SET classification = 'SECRET'", "ck_assessment_classification", "does_not_fit"),
        ("UPDATE assessment SET id = NULL", "assessment.id", "does_not_fit"),
        ("UPDATE audit SET done_by = 'SECRET'", "trigger", "does_not_fit"),
        (
            "UPDATE role_grant SET person_id = '00000000000000000000000000000000'",
            {"sqlite": "foreignkey", "postgresql": "fk_role_grant_person_id_person"},
            "does_not_fit",
        ),
    ],
)
def test_a_broken_constraint_is_told_in_a_sentence_and_noted_once_by_its_name(
    engine: Engine, caplog: pytest.LogCaptureFixture, statement: str, constraint: str | dict[str, str], code: str
) -> None:
    with pytest.raises(DoesNotFit) as refused, faults_while_writing(lambda: False), engine.begin() as connection:
        connection.execute(text(statement))

    name = constraint if isinstance(constraint, str) else constraint[engine.dialect.name]
    assert refused.value.code == code
    assert caplog.messages == [f"A save was refused by a constraint of the database: {name}"]


def test_whoever_sent_what_no_sentence_of_its_own_explains_is_told_to_reload(
    store: Store, assessment: Assessment
) -> None:
    with pytest.raises(DoesNotFit) as refused:
        saved(store, assessment, a_response(rationale="x" * 4001), expected_version=0)

    assert str(refused.value) == (
        "Not saved: what was sent does not fit with what is stored. Reload the page and try again."
    )
    with store.read() as unit:
        assert unit.responses.find(assessment, QuestionCode("P1"), BANK).version == 0
