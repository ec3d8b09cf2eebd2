"""A lead sees who has looked, and anybody can ask whether a file or the trail is as it was written."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.access import Role
from assessment.actions.submitting import classify_assessment, submit_assessment
from assessment.comparison.table import Selection
from assessment.errors import NotFound
from assessment.issuing.comparisons import take_comparison
from assessment.issuing.reports import export_answers, issue_report
from assessment.rounds.assessment import Classification
from assessment.store.audit import Event
from assessment.terms import AssessmentId
from assessment.views.looking import Look, who_has_looked
from assessment.views.many import Form
from tests.actions.conftest import AT, Desk
from tests.actions.trail import entries, head
from tests.people import somebody

LATER = AT + timedelta(hours=1)


@pytest.fixture
def command(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line on the desk's database."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'assessments.db'}")
    return CliRunner()


def test_a_lead_sees_who_has_looked_newest_first(desk: Desk) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    issue_report(desk.store, desk.asker, desk.library, id, at=AT)
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT + timedelta(minutes=1))
    export_answers(desk.store, desk.asker, desk.library, id, at=AT + timedelta(minutes=2))
    kim = somebody(desk.store, "Kim", roles=[Role.INSPECTOR])
    issue_report(desk.store, kim.asker, desk.library, id, form=Form.PAGE, at=LATER)
    take_comparison(desk.store, desk.asker, desk.library, Selection(), fingerprint=None, at=LATER)

    lead = desk.person.name
    assert who_has_looked(desk.store, desk.asker, id).looks == (
        Look(by=lead, what="Comparison as table", at=LATER),
        Look(by="Kim", what="Report as web page", at=LATER),
        Look(by=lead, what="Answers exported", at=AT + timedelta(minutes=2)),
        Look(by=lead, what="Assessment submitted", at=AT + timedelta(minutes=1)),
        Look(by=lead, what="Report as PDF", at=AT),
    )


def test_nobody_has_looked_at_what_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        who_has_looked(desk.store, desk.asker, AssessmentId(UUID(int=0)))


def test_a_report_is_known_again_by_its_bytes(desk: Desk, command: CliRunner, tmp_path: Path) -> None:
    id = desk.start()
    classify_assessment(desk.store, desk.asker, id, Classification.OFFICIAL_SENSITIVE, at=AT)
    _, pdf = issue_report(desk.store, desk.asker, desk.library, id, at=AT)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)

    result = command.invoke(app, ["verify-report", str(file)])

    assert (result.exit_code, result.stdout) == (
        0,
        f"{file}: Report as PDF, version 1, on Example dog unit, round 2026 (assessment {id}), issued 22 November "
        f"2026 at 14:02 (UK time), to {desk.person.name}. OFFICIAL-SENSITIVE, DRAFT. "
        f"Entry 3 of {head(desk, id).chain}.\n",
    )


def test_nobody_vouches_for_a_report_whose_chain_was_tampered_with(
    desk: Desk, command: CliRunner, tmp_path: Path
) -> None:
    id = desk.start()
    _, pdf = issue_report(desk.store, desk.asker, desk.library, id, at=AT)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    with closing(sqlite3.connect(tmp_path / "data" / "assessments.db")) as connection:
        connection.execute("DROP TRIGGER audit_is_never_changed")
        connection.execute("UPDATE audit SET done_by = 'nobody' WHERE number = 1")
        connection.commit()

    result = command.invoke(app, ["verify-report", str(file)])

    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"{head(desk, id).chain}: entry 1 was edited: it is not as it was written.\n",
    )


def test_a_report_that_was_changed_by_one_byte_was_not_issued(desk: Desk, command: CliRunner, tmp_path: Path) -> None:
    _, pdf = issue_report(desk.store, desk.asker, desk.library, desk.start(), at=AT)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf + b"\n")

    result = command.invoke(app, ["verify-report", str(file)])

    assert (result.exit_code, result.stderr) == (
        1,
        f"{file}: this was not issued from this database, or it was changed since.\n",
    )


def test_a_file_that_cannot_be_read_is_named(command: CliRunner, tmp_path: Path) -> None:
    result = command.invoke(app, ["verify-report", str(tmp_path / "none.pdf")])

    assert (result.exit_code, result.stderr) == (
        1,
        f"{tmp_path / 'none.pdf'}: cannot be read (No such file or directory). Check the name.\n",
    )


def test_the_command_line_says_that_the_trail_is_as_it_was_written(desk: Desk, command: CliRunner) -> None:
    desk.record(desk.start(), desk.response(4))
    desk.start("Example forensics")

    result = command.invoke(app, ["audit", "verify"])

    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        # A start and a save, a start, and in the chain of people the two leads that the starts gave.
        "5 entries in 3 chains are as they were written.\n",
        "",
    )


def test_the_command_line_names_what_was_cut(desk: Desk, command: CliRunner, tmp_path: Path) -> None:
    id = desk.start()
    chain, log = head(desk, id).chain, tmp_path / "data" / "audit-heads.log"
    log.write_text(log.read_text() + f"2026-11-22T15:00:00.000000Z {chain} 2 {'ab' * 32}\n")

    result = command.invoke(app, ["audit", "verify"])

    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"{chain}: cut: entry 2 and what follows is gone. At 2026-11-22T15:00:00.000000Z there were 2 entries.\n",
    )


def test_reports_on_a_round_are_recorded_when_they_are_made_whatever_issue_time_they_bear(
    desk: Desk, command: CliRunner, tmp_path: Path
) -> None:
    id = desk.start()
    desk.record(id, desk.response(4))
    submit_assessment(desk.store, desk.asker, desk.library, id, at=AT)
    out = tmp_path / "reports"

    command.invoke(app, ["report", "--round", "2026", "-o", str(out), "--issued", "2020-01-01T00:00:00Z"])

    last = entries(desk, id)[-1]
    assert (last.event, last.detail["issued"]) == (Event.REPORT_ISSUED, "2020-01-01T00:00:00+00:00")
    assert last.at.year > 2020
    (file,) = out.iterdir()
    assert last.detail["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    known = command.invoke(app, ["verify-report", str(file)]).stdout
    assert ", issued 1 January 2020 at 00:00, recorded " in known
