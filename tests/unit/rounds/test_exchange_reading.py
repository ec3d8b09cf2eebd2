"""Reading an exchange file, and writing it again."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

from assessment.ids import AssessmentId, CollaborationId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment, BankReference, Classification, Collaboration, Round
from assessment.rounds.exchange import Exchange, evidence_id, read_exchange, write_exchange
from assessment.rounds.response import Evidence, NotApplicable, Response
from tests.bank_builders import INADEQUATE, a_response, met, responses
from tests.known_forces import a_partner, partners_of
from tests.unit.rounds.exchange_texts import BANK, a_file, a_file_with

P1, P2 = QuestionCode("P1"), QuestionCode("P2")


def test_a_file_is_read_as_one_value() -> None:
    read = read_exchange(json.dumps(a_file()), BANK)

    assert read == Exchange(
        bank_id="small",
        bank_version="1",
        collaboration_name="Regional dogs",
        partners=("Kent Police", "Essex Police"),
        lead_force="Kent Police",
        round=Round(title="2026", as_of=date(2026, 11, 1)),
        classification=Classification.OFFICIAL,
        responses={
            P1: Response(
                question=P1,
                reply=met("P1", 1, 2, 3),
                finding=False,
                rationale="Agreed in May.",
                evidence=(
                    Evidence(id=evidence_id(P1, 0), title="Board paper", reference="BP 12", dated=date(2026, 5, 1)),
                ),
            ),
            P2: Response(question=P2, reply=NotApplicable(reason="There are no such posts.")),
        },
    )


def test_the_classification_is_read_where_it_is_given() -> None:
    read = read_exchange(json.dumps(a_file(classification="OFFICIAL-SENSITIVE")), BANK)

    assert read.classification is Classification.OFFICIAL_SENSITIVE


def test_the_same_file_gives_the_same_evidence_ids_and_every_piece_its_own() -> None:
    assert evidence_id(P1, 0) == evidence_id(P1, 0)
    assert len({evidence_id(P1, 0), evidence_id(P1, 1), evidence_id(P2, 0)}) == 3


def test_a_rationale_without_a_reply_is_kept_and_the_question_stays_unanswered() -> None:
    read = read_exchange(json.dumps(a_file_with({"question": "P1", "rationale": "To be checked"})), BANK)

    assert read.responses == responses(a_response("P1", None, rationale="To be checked"))


def test_an_empty_response_is_the_same_as_none() -> None:
    read = read_exchange(json.dumps(a_file_with({"question": "P1"}, {"question": "P2", "evidence": []})), BANK)

    assert read.responses == {}


def test_a_null_is_a_key_left_out() -> None:
    null: dict[str, object] = {
        "question": "P1",
        "met": [],
        "not_applicable": None,
        "finding": None,
        "rationale": None,
        "evidence": None,
    }

    read = read_exchange(json.dumps(a_file_with(null, {"question": "P2", "met": None})), BANK)

    assert read.responses == responses(a_response("P1", INADEQUATE))


def test_none_met_is_a_reply_and_no_reply_is_none() -> None:
    read = read_exchange(
        json.dumps(a_file_with({"question": "P1", "met": []}, {"question": "P3", "finding": True})), BANK
    )

    assert read.responses == responses(a_response("P1", met("P1")), a_response("P3", None, finding=True))


def test_the_finding_of_a_question_that_does_not_apply_is_kept() -> None:
    file = a_file_with({"question": "P3", "not_applicable": "There are no posts.", "finding": True})

    read = read_exchange(json.dumps(file), BANK)

    assert read.responses == responses(a_response("P3", NotApplicable(reason="There are no posts."), finding=True))


def test_statements_are_written_in_bank_order() -> None:
    read = read_exchange(json.dumps(a_file_with({"question": "P1", "met": ["P1.3", "P1.1"]})), BANK)

    assert json.loads(write_exchange(read, BANK))["responses"] == [{"question": "P1", "met": ["P1.1", "P1.3"]}]


def test_responses_are_put_into_bank_order() -> None:
    file = a_file_with({"question": "P3", "met": []}, {"question": "P1", "met": []})

    assert list(read_exchange(json.dumps(file), BANK).responses) == ["P1", "P3"]


def test_texts_are_cleaned() -> None:
    file = a_file_with({"question": "P1", "met": [], "rationale": "one\r\ntwo \u202e"})
    file["collaboration"]["name"] = " Regional\u200b dogs\n"

    read = read_exchange(json.dumps(file), BANK)

    assert read.collaboration_name == "Regional dogs"
    assert read.responses[P1].rationale == "one\ntwo"


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert read_exchange("\ufeff" + json.dumps(a_file()), BANK).lead_force == "Kent Police"


def test_writing_is_canonical_and_leaves_out_empty_values() -> None:
    exchange = read_exchange(json.dumps(a_file(classification="OFFICIAL-SENSITIVE")), BANK)

    assert write_exchange(exchange, BANK) == (
        """{
  "format": "collaboration-assessment/2",
  "classification": "OFFICIAL-SENSITIVE",
  "bank": {
    "id": "small",
    "version": "1"
  },
  "collaboration": {
    "name": "Regional dogs",
    "partners": [
      "Kent Police",
      "Essex Police"
    ],
    "lead_force": "Kent Police"
  },
  "round": {
    "title": "2026",
    "as_of": "2026-11-01"
  },
  "responses": [
    {
      "question": "P1",
      "met": [
        "P1.1",
        "P1.2",
        "P1.3"
      ],
      "finding": false,
      "rationale": "Agreed in May.",
      "evidence": [
        {
          "title": "Board paper",
          "reference": "BP 12",
          "date": "2026-05-01"
        }
      ]
    },
    {
      "question": "P2",
      "not_applicable": "There are no such posts."
    }
  ]
}
"""
    )


def test_an_assessment_is_exported_without_its_empty_responses() -> None:
    started = read_exchange(json.dumps(a_file()), BANK)
    assessment = Assessment(
        id=AssessmentId(UUID(int=1)),
        collaboration=Collaboration(
            id=CollaborationId(UUID(int=2)),
            name="Regional dogs",
            partners=partners_of("Kent Police", "Essex Police"),
            lead_force=a_partner("Kent Police"),
        ),
        round=Round(title="2026", as_of=date(2026, 11, 1)),
        bank=BankReference.to(BANK),
        classification=Classification.OFFICIAL,
        respondent=RespondentId(UUID(int=3)),
        started_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    )

    exported = Exchange.of(assessment, {**started.responses, **responses(a_response("P3", None))})

    assert exported == started
