"""The JSON Schema of the register says what an export holds, for whoever sees everything and for everybody else."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from assessment.codes import (
    CollaborationFunction,
    CollaborationKind,
    CollaborationStatus,
    ExportForm,
    RegisterField,
    Signatory,
)
from assessment.exports.register_tables import ExportedRegister, register_as
from assessment.ids import CollaborationId, MembershipId
from assessment.register import FIELDS, Fact, Membership, RegisterEntry, Signature
from assessment.register.fields import as_public
from assessment.register.files.columns import COLUMNS
from tests.documents.document_reader import REFERENCE, text_of
from tests.known_forces import KENT

SCHEMA: dict[str, Any] = json.loads(text_of(REFERENCE / "register-format.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
PAGE = text_of(REFERENCE / "register-format.md")
LEAST = RegisterEntry(id=CollaborationId(UUID(int=7)), name="Example boats")
FULL = RegisterEntry(
    id=CollaborationId(UUID(int=8)),
    name="Example forensics",
    function=CollaborationFunction.FORENSICS,
    kind=CollaborationKind.SHARED_FUNCTION,
    status=CollaborationStatus.LIVE,
    lead_force=KENT,
    host="Kent Police",
    purpose="To share.",
    signed_on=date(2020, 5, 1),
    why_not_published="It names premises.",
    staff_fte=Decimal("58.02"),
    yearly_cost=1_130_000,
    has_posted_staff=False,
    lessons="Agree the IT first.",
    predecessor=LEAST.id,
    memberships=(
        Membership(id=MembershipId(UUID(int=9)), force=KENT, cost_share=Decimal("58.02"), contact="Head of forensics"),
    ),
    signatures=(Signature(force=KENT, signatory=Signatory.CHIEF_OFFICER),),
    facts=(Fact(what="It began.", source="A report", holds_for="2020-05"),),
)


def exported(*entries: RegisterEntry) -> Any:
    register = ExportedRegister(
        entries=entries, predecessors={LEAST.id: LEAST.name}, made=datetime(2026, 11, 27, tzinfo=UTC)
    )
    return json.loads(register_as(ExportForm.JSON, register))


def test_the_schema_is_a_schema_and_the_example_on_the_page_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(PAGE.partition("```json\n")[2].partition("```")[0]))


def test_what_is_exported_is_valid_in_full_and_as_everybody_sees_it() -> None:
    file = exported(FULL, LEAST, as_public(FULL))

    VALIDATOR.validate(file)
    full, least, public = file["collaborations"]
    assert full["memberships"] == [
        {"force": "kent", "joined_on": None, "left_on": None, "cost_share": 58.02, "contact": "Head of forensics"}
    ]
    assert (full["staff_fte"], full["has_posted_staff"], full["predecessor"]) == (58.02, False, str(LEAST.id))
    assert (least["host"], least["shown"], public["shown"]) == (None, "everything", "public")
    assert public["memberships"] == [{"force": "kent", "joined_on": None, "left_on": None}]


@pytest.mark.parametrize("name", [each for each, rule in FIELDS.items() if not rule.is_public])
def test_a_field_that_only_some_see_may_not_stand_where_everybody_sees_it(name: RegisterField) -> None:
    file = exported(as_public(FULL))
    assert name not in file["collaborations"][0]

    file["collaborations"][0][name] = None

    assert not VALIDATOR.is_valid(file)


def test_the_page_and_the_schema_name_every_column() -> None:
    described = [name for line in PAGE.splitlines() if line.startswith("| `") for name in line.split("|")[1].split(",")]

    assert [name.strip(" `") for name in described][: len(COLUMNS)] == list(COLUMNS)
    assert set(SCHEMA["$defs"]["collaboration"]["properties"]) == set(COLUMNS)
