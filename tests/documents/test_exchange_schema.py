"""The JSON Schema of the exchange format says what the reader says, as far as it can be said without a bank."""

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from assessment.rounds.exchange import Exchange, write_exchange
from tests.documents.document_reader import REFERENCE, text_of
from tests.unit.rounds.exchange_texts import BANK, LAW, a_file, a_file_with, problems_in
from tests.unit.rounds.test_exchange_round_trip import exchanges

SCHEMA: dict[str, Any] = json.loads(text_of(REFERENCE / "exchange-format.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_worked_example_and_the_example_on_the_format_page_are_valid() -> None:
    page = text_of(REFERENCE / "exchange-format.md")

    VALIDATOR.validate(json.loads(text_of(REFERENCE / "worked-example.json")))
    VALIDATOR.validate(json.loads(page.partition("```json\n")[2].partition("```")[0]))


@LAW
@given(exchanges())
def test_every_file_that_is_written_is_valid(exchange: Exchange) -> None:
    VALIDATOR.validate(json.loads(write_exchange(exchange, BANK)))


@pytest.mark.parametrize(
    "file",
    [
        a_file(format="collaboration-assessment/1"),
        a_file(classification="SECRET"),
        a_file(bank={"id": "small"}),
        a_file(collaboration={"name": "Dogs", "partners": ["Kent Police"], "lead_force": "Kent Police"}),
        a_file(round={"title": "2026", "as_of": "2026-13-01"}),
        a_file(round={"title": "2026", "as_of": "20261101"}),
        a_file(notes="x"),
        a_file_with({"met": []}),
        a_file_with({"question": "P1", "level": "good"}),
        a_file_with({"question": "P1", "met": "P1.1"}),
        a_file_with({"question": "P1", "met": ["P1.1", "P1.1"]}),
        a_file_with({"question": "P2", "met": [], "not_applicable": "None"}),
        a_file_with({"question": "P2", "not_applicable": ""}),
        a_file_with({"question": "P1", "finding": "no"}),
        a_file_with({"question": "P1", "evidence": [{}]}),
        a_file_with({"question": "P1", "evidence": [{"title": "x"}] * 21}),
        a_file_with({"question": "P1", "rationale": "x" * 4_001}),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_too(file: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(file)
    assert problems_in(file)
