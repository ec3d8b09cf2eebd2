"""Every export is recorded with its hash, its person and its time, and a file that cannot be recorded is not sent."""

import hashlib
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, ReportFormat
from assessment.comparison.compared import Selection
from assessment.errors import NotFound, NotPermitted, NotSaved, TooManyAtOnce
from assessment.exports.assessment_exports import export_answers, preview_report
from assessment.exports.building import BuildHere, BuildProcesses, Made, Source
from assessment.exports.comparison_exports import export_comparison_csv, export_comparison_pdf
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.report.report_format import build_report_as
from assessment.rounds.assessment import Classification
from assessment.settings import sqlite_address
from assessment.store import Store, holding
from assessment.store.unit import Unit
from assessment.views.report_view import read_report
from tests.actions.audit_entries import entries, head
from tests.actions.conftest import AT, Workspace
from tests.report.pdf_reader import reader
from tests.signed_in_people import somebody
from tests.store.sqlite import read_only

LATER = AT + timedelta(hours=1)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in reader(pdf).pages)


def test_a_report_is_recorded_with_its_hash_marking_bank_and_issue_time(workspace: Workspace) -> None:
    id = workspace.start()

    _, pdf = preview_report(workspace.store, workspace.actor, workspace.library, id, at=LATER)

    last = entries(workspace, id)[-1]
    assert (last.event, last.by, last.at, last.number) == (Event.REPORT_PREVIEWED, str(workspace.person.id), LATER, 2)
    assert last.detail == {
        "form": "pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "made_at": 1,
        "classification": "OFFICIAL",
        "bank": workspace.bank.fingerprint,
        "issued": "2026-11-22T15:02:00+00:00",
        "draft": True,
    }


def test_a_report_as_a_web_page_and_exported_answers_are_recorded(workspace: Workspace) -> None:
    id = workspace.start()

    _, page = preview_report(
        workspace.store, workspace.actor, workspace.library, id, report_format=ReportFormat.HTML, at=AT
    )
    _, text = export_answers(workspace.store, workspace.actor, workspace.library, id, at=LATER)

    assert [(each.event, each.detail["form"], each.detail["sha256"]) for each in entries(workspace, id)[1:]] == [
        (Event.REPORT_PREVIEWED, "html", hashlib.sha256(page).hexdigest()),
        (Event.ANSWERS_EXPORTED, "json", hashlib.sha256(text).hexdigest()),
    ]


def test_a_comparison_is_recorded_in_each_assessment_that_has_a_row_in_it(workspace: Workspace) -> None:
    shown, other, left_out = (
        workspace.start(name) for name in ("Example dog unit", "Example dog team", "Example forensics")
    )
    for id in (shown, other, left_out):
        workspace.record(id, workspace.response(4))
        submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    selection = Selection(text="dog")

    table = export_comparison_csv(
        workspace.store, workspace.actor, workspace.library, selection, fingerprint=None, at=LATER
    )
    pdf = export_comparison_pdf(
        workspace.store, workspace.actor, workspace.library, selection, fingerprint=None, at=LATER
    )

    for id in (shown, other):
        assert [(each.event, each.detail["form"], each.detail["sha256"]) for each in entries(workspace, id)[-2:]] == [
            (Event.COMPARISON_EXPORTED, "csv", hashlib.sha256(table.encode()).hexdigest()),
            (Event.COMPARISON_EXPORTED, "pdf", hashlib.sha256(pdf).hexdigest()),
        ]
    assert entries(workspace, left_out)[-1].event is Event.ASSESSMENT_SUBMITTED


def test_a_report_names_the_last_entry_of_the_audit_trail(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    before = head(workspace, id)

    _, pdf = preview_report(workspace.store, workspace.actor, workspace.library, id, at=AT)
    _, page = preview_report(
        workspace.store, workspace.actor, workspace.library, id, report_format=ReportFormat.HTML, at=AT
    )

    assert before.number == 2
    assert f"Audit trail Entry 2, {before.hmac[:16]}" in text_of(pdf).replace("\n", " ")
    assert "Entry 3, " in page.decode()


def test_a_comparison_names_the_last_audit_entry_of_each_collaboration(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    before = head(workspace, id)

    pdf = export_comparison_pdf(
        workspace.store, workspace.actor, workspace.library, Selection(), fingerprint=None, at=LATER
    )

    assert f"Example dog unit Entry 3, {before.hmac[:16]}" in text_of(pdf).replace("\n", " ")


def test_one_audit_head_and_issue_time_always_give_one_file(workspace: Workspace) -> None:
    id = workspace.start()
    with workspace.store.read() as unit:
        _, subject = read_report(unit, workspace.actor, workspace.library, id, at=AT)

    for report_format in ReportFormat:
        assert build_report_as(report_format, subject) == build_report_as(report_format, subject)
    assert preview_report(workspace.store, workspace.actor, workspace.library, id, at=AT)[1] == build_report_as(
        ReportFormat.PDF, subject
    )


def export_record(_: object) -> ExportRecord:
    return ExportRecord(
        event=Event.ANSWERS_EXPORTED,
        form="json",
        classification=Classification.OFFICIAL,
        bank="sha256:" + "0" * 64,
        issued=AT,
    )


def test_a_change_while_a_file_is_made_is_in_the_exported_file(workspace: Workspace) -> None:
    id = workspace.start()
    counts_read: list[int] = []

    def read(unit: Unit) -> ExportSource[int]:
        found = unit.assessments.find(id)
        assert found is not None
        return ExportSource(source=len(unit.audit.of(found)), about=[found])

    def make(entries: int) -> bytes:
        counts_read.append(entries)
        if len(counts_read) == 1:  # somebody answers meanwhile
            workspace.record(id, workspace.response(4))
        return str(entries).encode()

    _, file = make_and_record(
        workspace.store, workspace.actor, thing=id, permit=read, read=read, make=make, record_of=export_record, at=AT
    )

    assert (counts_read, file) == ([1, 2], b"2")
    assert [each.event for each in entries(workspace, id)] == [
        Event.ASSESSMENT_STARTED,
        Event.RESPONSE_SAVED,
        Event.ANSWERS_EXPORTED,
    ]


def test_a_file_is_made_in_the_end_although_somebody_keeps_answering(workspace: Workspace) -> None:
    id = workspace.start()
    counts_read: list[int] = []

    def read(unit: Unit) -> ExportSource[int]:
        found = unit.assessments.find(id)
        assert found is not None
        return ExportSource(source=len(unit.audit.of(found)), about=[found])

    def make(entries: int) -> bytes:
        counts_read.append(entries)
        if len(counts_read) <= 2:
            workspace.record(id, workspace.response(len(counts_read)), expected_version=len(counts_read) - 1)
        return str(entries).encode()

    _, file = make_and_record(
        workspace.store, workspace.actor, thing=id, permit=read, read=read, make=make, record_of=export_record, at=AT
    )

    assert (counts_read, file) == ([1, 2, 3], b"3")
    assert workspace.store.verify_audit().problems == ()


def test_a_file_whose_export_cannot_be_recorded_is_not_sent(workspace: Workspace, tmp_path: Path) -> None:
    id = workspace.start()
    url = read_only(sqlite_address(tmp_path / "data" / "assessments.db"))

    with closing(Store.open(url, clock=lambda: AT)) as reader, pytest.raises(NotSaved):
        preview_report(reader, workspace.actor, workspace.library, id, at=AT)


def test_whoever_loses_their_access_while_a_file_is_made_gets_no_file(workspace: Workspace) -> None:
    id = workspace.start()

    class LosesAccessMeanwhile(BuildHere):
        def build(self, make: Callable[[Source], Made], source: Source) -> Made:
            with workspace.store.begin(holding.account(workspace.person.id)) as unit:
                for given in unit.people.grants_of(workspace.person.id):
                    unit.people.end_grant(given.id, at=unit.at)
            return super().build(make, source)

    with pytest.raises(NotFound):
        preview_report(workspace.store, workspace.actor, workspace.library, id, at=AT, builder=LosesAccessMeanwhile())

    assert [each.event for each in entries(workspace, id)] == [Event.ASSESSMENT_STARTED]


def test_whoever_may_not_have_a_file_waits_for_no_turn_of_others_and_so_does_not_learn_of_it(
    workspace: Workspace,
) -> None:
    id = workspace.start()
    stranger = somebody(workspace.store, "Cy", roles=[])
    with closing(BuildProcesses(most=1, patience=0)) as builder, builder.turn(id):
        with pytest.raises(TooManyAtOnce):
            preview_report(workspace.store, workspace.actor, workspace.library, id, at=AT, builder=builder)
        with pytest.raises(NotFound):
            preview_report(workspace.store, stranger.actor, workspace.library, id, at=AT, builder=builder)
        with pytest.raises(NotPermitted):
            export_comparison_pdf(
                workspace.store,
                stranger.actor,
                workspace.library,
                Selection(),
                fingerprint=None,
                at=AT,
                builder=builder,
            )
