"""Who has looked, as a lead sees it, and the commands that verify a report file and the audit trail."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.actions.classifying import raise_classification
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, ReportFormat, Role
from assessment.comparison.compared import Selection
from assessment.errors import NotFound
from assessment.exports.assessment_exports import export_answers, preview_report
from assessment.exports.comparison_exports import export_comparison_csv
from assessment.exports.issuing import issue_report, take_report
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Classification
from assessment.views.looks_view import open_looks
from tests.actions.audit_entries import entries, head
from tests.actions.conftest import AT, Workspace
from tests.signed_in_people import somebody

LATER = AT + timedelta(hours=1)


def preview(workspace: Workspace, id: AssessmentId, *, at: datetime = AT) -> bytes:
    return preview_report(
        workspace.store, workspace.actor, workspace.library, id, report_format=ReportFormat.HTML, at=at
    )[1]


def test_a_lead_sees_who_has_looked_at_what_newest_first(workspace: Workspace) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    preview(workspace, id)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + timedelta(minutes=1))
    export_answers(workspace.store, workspace.actor, workspace.library, id, at=AT + timedelta(minutes=2))
    issue_report(
        workspace.store, workspace.actor, workspace.library, id, issued_for="the board", at=AT + timedelta(minutes=3)
    )
    kim = somebody(workspace.store, "Kim", roles=[Role.INSPECTOR])
    take_report(workspace.store, kim.actor, id, 1, ReportFormat.PDF, at=LATER)
    export_comparison_csv(workspace.store, workspace.actor, workspace.library, Selection(), fingerprint=None, at=LATER)

    lead = workspace.person.name
    assert [(each.by, each.what, each.at) for each in open_looks(workspace.store, workspace.actor, id)] == [
        (lead, "Comparison as CSV", LATER),
        ("Kim", "Report as PDF, version 1", LATER),
        (lead, "Report issued, version 1, for the board", AT + timedelta(minutes=3)),
        (lead, "Answers exported as JSON", AT + timedelta(minutes=2)),
        (lead, "Assessment submitted", AT + timedelta(minutes=1)),
        (lead, "Preview of the report as web page", AT),
    ]


def test_looks_in_a_row_by_one_person_at_one_thing_on_one_day_are_one(workspace: Workspace) -> None:
    id = workspace.start()
    times = [AT, AT + timedelta(minutes=5), AT + timedelta(days=1), AT + timedelta(days=1, minutes=9)]
    for at in times:
        preview(workspace, id, at=at)
    export_answers(workspace.store, workspace.actor, workspace.library, id, at=times[-1])
    preview(workspace, id, at=times[-1])

    looks = open_looks(workspace.store, workspace.actor, id)

    assert [(each.since, each.at, each.times) for each in looks] == [
        (times[3], times[3], 1),
        (times[3], times[3], 1),
        (times[2], times[3], 2),
        (times[0], times[1], 2),
    ]


def test_nobody_has_looked_at_an_unknown_assessment(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        open_looks(workspace.store, workspace.actor, AssessmentId(UUID(int=0)))


def test_a_report_is_identified_by_its_bytes(workspace: Workspace, command: CliRunner, tmp_path: Path) -> None:
    id = workspace.start()
    raise_classification(workspace.store, workspace.actor, id, Classification.OFFICIAL_SENSITIVE, at=AT)
    page = preview(workspace, id)
    file = tmp_path / "report.html"
    file.write_bytes(page)

    result = command.invoke(app, ["verify-report", str(file)])

    assert (result.exit_code, result.stdout) == (
        0,
        f"{file}: Preview of the report as web page, on Example dog unit, round 2026 (assessment {id}), made "
        f"22 November 2026 at 14:02 (UK time), to {workspace.person.name}. OFFICIAL-SENSITIVE, DRAFT. "
        f"Entry 3 of {head(workspace, id).chain}.\n",
    )


def test_a_report_is_not_confirmed_when_its_audit_chain_was_altered(
    workspace: Workspace, command: CliRunner, tmp_path: Path
) -> None:
    id = workspace.start()
    page = preview(workspace, id)
    file = tmp_path / "report.html"
    file.write_bytes(page)
    with closing(sqlite3.connect(tmp_path / "data" / "assessments.db")) as connection:
        connection.execute("DROP TRIGGER audit_is_never_changed")
        connection.execute("UPDATE audit SET done_by = 'nobody' WHERE number = 1")
        connection.commit()

    result = command.invoke(app, ["verify-report", str(file)])

    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"{head(workspace, id).chain}: entry 1 was edited: it is not as it was written.\n",
    )


def test_a_report_that_was_changed_by_one_byte_is_not_confirmed(
    workspace: Workspace, command: CliRunner, tmp_path: Path
) -> None:
    page = preview(workspace, workspace.start())
    file = tmp_path / "report.html"
    file.write_bytes(page + b"\n")

    result = command.invoke(app, ["verify-report", str(file)])

    assert (result.exit_code, result.stderr) == (
        1,
        f"{file}: this was not issued from this database, or it has been changed since.\n",
    )


def test_a_file_that_cannot_be_read_is_named_with_the_reason(command: CliRunner, tmp_path: Path) -> None:
    result = command.invoke(app, ["verify-report", str(tmp_path / "none.pdf")])

    assert (result.exit_code, result.stderr) == (
        1,
        f"{tmp_path / 'none.pdf'}: cannot be read (No such file or directory). Check the name.\n",
    )


def test_the_command_line_confirms_an_audit_trail_that_was_not_altered(
    workspace: Workspace, command: CliRunner
) -> None:
    workspace.record(workspace.start(), workspace.response(4))
    workspace.start("Example forensics")

    result = command.invoke(app, ["audit", "verify"])

    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        # Two starts and a save in the chains of the collaborations; two roles of lead; the list of forces.
        "9 entries in 4 chains have not been altered.\n",
        "",
    )


def test_the_command_line_names_the_entries_that_are_missing(
    workspace: Workspace, command: CliRunner, tmp_path: Path
) -> None:
    id = workspace.start()
    chain, log = head(workspace, id).chain, tmp_path / "data" / "audit-heads.log"
    log.write_text(log.read_text() + f"2026-11-22T15:00:00.000000Z {chain} 2 {'ab' * 32}\n")

    result = command.invoke(app, ["audit", "verify"])

    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"{chain}: cut: entry 2 and all after it are missing. At 2026-11-22T15:00:00.000000Z there were 2 entries.\n",
    )


def test_reports_on_a_round_are_recorded_at_the_time_they_are_made_whatever_issue_time_they_show(
    workspace: Workspace, command: CliRunner, tmp_path: Path
) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    out = tmp_path / "reports"

    command.invoke(app, ["report", "--round", "2026", "-o", str(out), "--issued", "2020-01-01T00:00:00Z"])

    issued, taken = entries(workspace, id)[-2:]
    assert (issued.event, issued.detail["issued"]) == (Event.REPORT_ISSUED, "2020-01-01T00:00:00+00:00")
    assert issued.at.year > 2020
    (file,) = out.iterdir()
    assert issued.files["pdf"] == taken.detail["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    verified = command.invoke(app, ["verify-report", str(file)]).stdout
    assert ", issued 1 January 2020 at 00:00, recorded " in verified
