"""The register as a file: to each what they may see, no formula, and on record."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from assessment.access import CommandLine, Credential
from assessment.actions.keeping_register import register_collaboration
from assessment.codes import Event, ExportForm, Role
from assessment.exports.register_export import export_register
from assessment.ids import CollaborationId
from assessment.register.files import read_table
from assessment.store.audit import AuditEntry
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.store.register_search import RegisterQuery
from assessment.views.verify_report import identify_file
from tests.actions.conftest import AT, Workspace
from tests.actions.test_keeping_register import an_entry
from tests.known_forces import ESSEX, SURREY
from tests.signed_in_people import somebody

EVERYTHING = RegisterQuery(today=AT.date())


@pytest.fixture
def ids(workspace: Workspace) -> list[CollaborationId]:
    """Two collaborations in the register: one of Kent and Essex, and one of Surrey alone."""
    alex = somebody(workspace.store, "Alex", force=None, roles=[Role.ADMINISTRATOR]).actor
    boats = replace(an_entry("=1+1 boats", SURREY), lessons="@SUM(A1)")
    forensics = an_entry("Joint forensics")
    return [register_collaboration(workspace.store, alex, each) for each in (boats, forensics)]


def recorded(workspace: Workspace) -> list[AuditEntry]:
    with workspace.store.read() as unit:
        return [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.event is Event.REGISTER_EXPORTED]


def shown(workspace: Workspace, actor: Credential) -> dict[str, Any]:
    file = json.loads(export_register(workspace.store, actor, EVERYTHING, form=ExportForm.JSON, at=AT))
    return {each["name"]: (each["shown"], each.get("yearly_cost")) for each in file["collaborations"]}


def test_each_collaboration_is_exported_as_far_as_whoever_asks_may_see_it(
    workspace: Workspace, ids: list[CollaborationId]
) -> None:
    essex = somebody(workspace.store, "Eve", force=ESSEX, roles=[Role.MEMBER]).actor
    inspector = somebody(workspace.store, "Ina", force=None, roles=[Role.INSPECTOR]).actor

    assert shown(workspace, essex) == {
        "=1+1 boats": ("public", None),
        "Joint forensics": ("everything", 1_130_000),
    }
    assert shown(workspace, inspector) == dict.fromkeys(["=1+1 boats", "Joint forensics"], ("everything", 1_130_000))
    assert [each.detail["in_full"] for each in recorded(workspace)] == [[str(ids[1])], [str(id) for id in ids]]


def test_a_file_holds_what_is_sought_and_is_recorded_by_its_hash(
    workspace: Workspace, ids: list[CollaborationId]
) -> None:
    query = replace(EVERYTHING, sought="forensics")

    files = [export_register(workspace.store, workspace.actor, query, form=form, at=AT) for form in ExportForm]

    assert len(ids) == 2
    assert [
        (each.detail["form"], each.detail["sha256"], each.detail["collaborations"]) for each in recorded(workspace)
    ] == [(form.value, hashlib.sha256(file).hexdigest(), 1) for form, file in zip(ExportForm, files, strict=True)]
    (verified,) = identify_file(workspace.store, CommandLine(), files[0])
    assert str(verified).startswith("Register exported as JSON, made 22 November 2026 at 14:02 (UK time), to ")
    for file in files[1:]:
        assert [row.cells[1] for row in read_table(file).rows] == ["name", "Joint forensics"]


def test_nothing_that_was_typed_is_a_formula(workspace: Workspace, ids: list[CollaborationId]) -> None:
    inspector = somebody(workspace.store, "Ina", force=None, roles=[Role.INSPECTOR]).actor

    file = export_register(workspace.store, inspector, EVERYTHING, form=ExportForm.CSV, at=AT)

    heading, first, _ = csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    row = dict(zip(heading, first, strict=True))
    assert (row["id"], row["name"], row["lessons"]) == (str(ids[0]), "'=1+1 boats", "'@SUM(A1)")


def test_what_is_sought_survives_the_address() -> None:
    query = replace(EVERYTHING, sought="a&b=c", force=ESSEX, region="South East", is_review_overdue=True)

    assert RegisterQuery.from_query(query.to_query(), today=EVERYTHING.today) == query
    assert RegisterQuery.from_query([("kind", "zz"), ("find", "\x00a"), ("x", "y")], today=EVERYTHING.today) == replace(
        EVERYTHING, sought="a"
    )
